internal import ArgumentParser
internal import PolicyService
internal import Reporting
internal import Settings

/// `spf exempt list`: the exemptions there are.
struct ExemptListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List exemptions, the next to end first.",
    discussion: "Exit status: 0; 64 usage, 65 the file cannot be understood, 66 it cannot be read.")

  @OptionGroup var options: ExemptionFileOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let store = try options.store()
    var list: [TemporaryExemption] = []
    try ExemptionFailure.ending { list = try store.list() }
    let document = ExemptionListDocument(list, now: Environment.secondsSinceEpoch)
    try CommandOutput.write(output.json ? JSONText.encode(document) + "\n" : document.text)
  }
}
