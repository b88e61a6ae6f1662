internal import ArgumentParser
internal import DNS
internal import OpenSPF
internal import Reporting
internal import SPF

/// `spf suite`: runs test suites.
struct SuiteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suite",
    abstract: "Run test suites in the OpenSPF format.",
    discussion: """
      Results and explanations are compared. Exit status: 0 all passed, 1 a test failed, 64 usage, 66 a file \
      cannot be read, 65 a file is no suite.
      """)

  @Argument(help: "Suites (YAML).")
  var files: [String]

  @Flag(name: .shortAndLong, help: "List the tests that pass, too.")
  var verbose = false

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let runner = SuiteRunner()
    var all: [(file: String, outcomes: [SuiteOutcome])] = []
    for file in files {
      let octets = try CommandError.reading { try BoundedFile.read(file) }
      var outcomes: [SuiteOutcome] = []
      for scenario in try CommandError.parsing({ try SuiteReader(file: file).scenarios(octets) }) {
        outcomes += await runner.run(scenario)
      }
      all.append((file, outcomes))
    }
    let outcomes = all.flatMap(\.outcomes)
    let failed = outcomes.count { !$0.hasPassed }
    if output.json {
      try CommandOutput.writeLine(JSONText.encode(SuiteDocument(all)))
    } else {
      for outcome in outcomes where verbose || !outcome.hasPassed {
        try CommandOutput.writeLine(outcome.description)
      }
      try CommandOutput.writeLine("\(outcomes.count - failed) passed, \(failed) failed")
    }
    if failed > 0 { throw ExitCode(1) }
  }
}
