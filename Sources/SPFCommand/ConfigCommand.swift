internal import ArgumentParser

/// `spf config`: configurations of the policy service.
struct ConfigCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Check and convert configurations of the policy service.",
    subcommands: [ConfigCheckCommand.self, ConfigImportCommand.self, ConfigReferenceCommand.self])
}
