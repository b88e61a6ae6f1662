internal import ArgumentParser
internal import PolicyService
internal import Reporting
internal import Settings

/// `spf config check`: whether a configuration can be used.
struct ConfigCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a configuration file of the policy service.",
    discussion: """
      The file alone is checked: neither the environment nor options count. Every problem has its line and column, the \
      key, and what was expected.

      Exit status: 0 it can be used, 65 it cannot be understood, 66 it cannot be read; 64 usage.
      """)

  @Argument(help: "The file (YAML).")
  var file: String

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let content = try ServiceOptions.file(file)
    let document = SettingsCheck(content, hostName: HostName.current)
    if output.json {
      try CommandOutput.writeLine(JSONText.encode(document))
    } else {
      try CommandOutput.write(document.text)
    }
    if !document.isUsable { throw ExitCode(65) }
  }
}
