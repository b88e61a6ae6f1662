internal import ArgumentParser
internal import Settings

/// `spf config reference`: the keys there are.
struct ConfigReferenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Print the reference of all keys, as in Documentation/configuration.md.",
    discussion: "Exit status: 0; 64 usage.")

  func run() async throws {
    try CommandOutput.write(SettingsReference.markdown)
  }
}
