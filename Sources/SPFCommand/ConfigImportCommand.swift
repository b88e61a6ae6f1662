internal import ArgumentParser
internal import Reporting
internal import Settings

/// `spf config import`: a policyd-spf.conf as a configuration of ours.
struct ConfigImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Convert a policyd-spf.conf (or pyspf-milter.conf) and its file for single recipients.",
    discussion: """
      Writes YAML with notes as comments: lines that were not used, and where policyd-spf did something else than its \
      manual says, what we do instead. The file is not changed.

      Exit status: 0 converted, 66 a file cannot be read; 64 usage.
      """)

  @Argument(help: ArgumentHelp("The file to convert.", valueName: "policyd-spf.conf"))
  var file: String

  @OptionGroup var perUser: PerUserOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let content = try ServiceOptions.file(file)
    let converted = PolicydImport(content, purpose: .conversion, perUser: perUser.content)
    if output.json {
      try CommandOutput.writeLine(JSONText.encode(PolicydImportDocument(converted)))
    } else {
      try CommandOutput.write(converted.yaml)
    }
  }
}
