internal import ArgumentParser
internal import Settings

/// `spf config reference`: the keys there are.
struct ConfigReferenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Print the reference of all keys, as in Documentation/configuration.md.",
    discussion: "Exit status: 0; 64 usage.")

  @Option(
    name: .long,
    help: ArgumentHelp("Print the manual page spf.yaml(5) with this date instead.", valueName: "yyyy-mm-dd"))
  var manual: String?

  func run() async throws {
    try CommandOutput.write(manual.map { SettingsManual.page(day: $0) } ?? SettingsReference.markdown)
  }
}
