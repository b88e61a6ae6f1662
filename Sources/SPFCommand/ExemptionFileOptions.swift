internal import ArgumentParser
internal import Settings

/// Which file has the exemptions.
struct ExemptionFileOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("The file with exemptions.", valueName: "file"))
  var file: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The configuration that names it (exemptions.file; also SPF_EXEMPTIONS_FILE).", valueName: "file"))
  var config: String?

  /// The store.
  func store() throws -> ExemptionStore {
    if let file { return ExemptionStore(path: file) }
    let content = try config.map { try ServiceOptions.file($0) }
    let reader = SettingsReader(hostName: "localhost", environment: Environment.all)
    let loaded = try SettingsReport.reading { () throws(SettingsError) in try reader.settings(content) }
    guard let path = loaded.settings.exemptionFile else {
      CommandError.report(
        "no file with exemptions is named; give --file, or --config with exemptions.file in it.")
      throw ExitCode(64)
    }
    return ExemptionStore(path: path)
  }
}
