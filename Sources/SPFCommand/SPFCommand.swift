internal import ArgumentParser

/// `spf`: Sender Policy Framework (RFC 7208) at a shell and in a mail server.
@main
struct SPFCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "spf",
    abstract: "Check, explain and serve the Sender Policy Framework (RFC 7208).",
    subcommands: [
      CheckCommand.self, ShowCommand.self, PolicyCommand.self, ServeCommand.self, SuiteCommand.self,
    ])
}
