internal import ArgumentParser

/// The command line; see Documentation/command-line.md.
struct SPFCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "spf",
    abstract: "Sender Policy Framework (RFC 7208): check, explain, serve.",
    version: Version.current,
    subcommands: [
      CheckCommand.self, ShowCommand.self, LintCommand.self, DiffCommand.self, PlanCommand.self,
      AuditCommand.self, DiagnoseCommand.self, HistoryCommand.self, SuiteCommand.self, PolicyCommand.self,
      ServeCommand.self, ConsoleCommand.self, ConfigCommand.self, ExemptCommand.self, DemoCommand.self,
    ])
}
