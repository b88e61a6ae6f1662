internal import ArgumentParser
internal import History
internal import Reporting
internal import SPF

/// `spf history`: what the service has recorded.
struct HistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Tell which records a domain had and who sent for it; export and import what was recorded.",
    discussion: """
      The service records with `spf serve --history WHERE`. An import takes the greater count of what is there already, \
      for each database that made it: to import twice changes nothing, and the exports of several databases add up.

      Exit status: 0 done; 64 usage, 65 the file to import is not in its form, 66 a file or the history cannot be read, \
      73 a file cannot be written.
      """)

  @Argument(help: "The domain.", transform: Given.trimmed)
  var domain: String?

  @Option(
    name: .long, help: ArgumentHelp("Where it is: sqlite:/PATH or postgresql://….", valueName: "where"))
  var history: String

  @Option(
    name: .long,
    help: ArgumentHelp("Only senders seen since then, 2026-01-29 14:00 (UTC).", valueName: "time"))
  var since: String?

  @Option(
    name: .long, help: ArgumentHelp("Write everything as NDJSON; - is standard output.", valueName: "file"))
  var export: String?

  @Option(
    name: .long, help: ArgumentHelp("Read what --export wrote; - is standard input.", valueName: "file"))
  var `import`: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard [domain, export, `import`].compactMap({ $0 }).count == 1 else {
      throw ValidationError("Give a domain, or --export FILE, or --import FILE.")
    }
    if let domain, HistoryText.domain(domain.utf8) == nil {
      throw ValidationError(
        "\"\(Printable.text(domain))\" is no fully qualified domain name; write, for instance, example.com.")
    }
    if let since, HistoryTime.hour(since) == nil {
      throw ValidationError(
        "--since: \"\(Printable.text(since))\" is no time; write, for instance, 2026-01-29 or 2026-01-29T14:00Z."
      )
    }
    _ = try store(creates: false)
  }

  func run() async throws {
    let store = try store(creates: `import` != nil)
    if let domain {
      try await show(HistoryText.domain(domain.utf8) ?? domain, store)
    } else if let export {
      try await write(store, to: export)
    } else if let file = `import` {
      try await read(file, into: store)
    }
    await store.close()
  }

  private func store(creates: Bool) throws -> any HistoryStore {
    do throws(HistoryError) {
      return try HistoryLocation(history).store(creates: creates, now: { Environment.secondsSinceEpoch })
    } catch {
      throw ValidationError("--history: \(error.description).")
    }
  }

  private func show(_ domain: String, _ store: any HistoryStore) async throws {
    let found = try await reading {
      try await DomainHistory.read(domain, since: since.flatMap { HistoryTime.hour($0) } ?? 0, from: store)
    }
    if output.json {
      try CommandOutput.writeLine(JSONText.encode(DomainHistoryDocument(found)))
    } else {
      try CommandOutput.write(DomainHistoryText(found, style: output.style).full)
    }
  }

  private func write(_ store: any HistoryStore, to path: String) async throws {
    guard path != "-" else {
      _ = try await reading { try await HistoryExporter.export(store) { try CommandOutput.write($0) } }
      return
    }
    let file = try CommandError.writing { try GrowingFile(path) }
    _ = try await reading {
      try await HistoryExporter.export(store) { text in try CommandError.writing { try file.write(text) } }
    }
  }

  private func read(_ path: String, into store: any HistoryStore) async throws {
    let file = try CommandError.reading { try PiecewiseFile(path) }
    var importer = HistoryImporter(into: store, file: path == "-" ? "standard input" : path)
    do {
      while let octets = try CommandError.reading({ try file.next() }) {
        try await importer.take(octets[...])
      }
      try await importer.finish()
    } catch let error as ImportError {
      CommandError.report("\(error)")
      throw ExitCode(65)
    } catch let error as HistoryError {
      CommandError.report("\(error)")
      throw ExitCode(73)
    }
    CommandError.report("\(importer.count) lines taken in")
  }

  /// What history cannot be read ends the command with 66 (EX_NOINPUT).
  private func reading<T>(_ body: () async throws -> T) async throws -> T {
    do {
      return try await body()
    } catch let error as HistoryError {
      CommandError.report("\(error)")
      throw ExitCode(66)
    }
  }
}
