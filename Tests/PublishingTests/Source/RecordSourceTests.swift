import Publishing
import SPF
import TestSupport
import Testing

@Suite struct RecordSourceTests {
  @Test func theFourKindsAreToldApart() throws {
    #expect(try RecordSource("example.com") == .domain(name("example.com")))
    #expect(try RecordSource("V=spf1 -all") == .text(try SPFRecord("V=spf1 -all")))
    #expect(
      try RecordSource("db.example#mail.example.com")
        == .zone(file: "db.example", domain: name("mail.example.com")))
    #expect(try RecordSource("before.json") == .snapshot(file: "before.json"))
  }

  @Test(arguments: ["", "localhost", "a..b", "#example.com", "file.zone#", "v=spf1 ip4:1.2.3", "192.0.2.1"])
  func whatIsNoneOfThemIsRefusedWithARemedy(given: String) {
    let error = #expect(throws: SourceError.self) { try RecordSource(given) }
    #expect(error?.remedy.isEmpty == false)
  }

  @Test func aTextThatDependsOnItsDomainNeedsOne() throws {
    let base = TableResolver()
    #expect(throws: SourceError.self) {
      try RecordSource("v=spf1 mx -all").opened(over: base, domain: nil)
    }
    #expect(
      try RecordSource("v=spf1 mx -all").opened(over: base, domain: name("example.com")).domain
        == name("example.com"))
    #expect(
      try RecordSource("v=spf1 mx:example.com -all").opened(over: base, domain: nil).label.hasPrefix("v="))
  }

  @Test(arguments: 0..<60) func aSnapshotSaysTheSame(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let resolver = TableResolver(lines: RandomZone.lines(&random))
    let domain = name("d\(seed % 10).example.com")
    let meaning = try await RecordMeaning.of(domain, resolver: resolver)
    let json = try Snapshot(meaning, time: 1_800_000_000).json
    let snapshot = try Snapshot(json: Array(json.utf8), file: "saved.json")
    #expect(snapshot.time == 1_800_000_000)
    let again = try await RecordMeaning.of(domain, resolver: OpenedSnapshot(snapshot))
    #expect(
      MeaningDifference(from: meaning, to: again).changes.allSatisfy { $0.old.possibleResults == nil })
    #expect(again.answers.map(\.question) == meaning.answers.map(\.question))
  }

  @Test(arguments: [
    "", "{}", "[1]",
    "{\"format\":\"spf-snapshot-1\",\"domain\":\"example.com\",\"time\":0,\"answers\":[{\"name\":\"a\",\"type\":\"X\",\"status\":\"records\",\"ttl\":1}]}",
  ])
  func whatIsNoSnapshotIsRefused(text: String) {
    let error = #expect(throws: SourceError.self) {
      try Snapshot(json: Array(text.utf8), file: "saved.json")
    }
    #expect(error?.cause == .content)
  }

  /// Whether a file can be read, and whether it can be understood, are two things.
  @Test func filesThatCannotBeReadAndThoseThatCannotBeUnderstoodAreToldApart() throws {
    func error(_ given: String) -> SourceError? {
      #expect(throws: SourceError.self) {
        try RecordSource(given).opened(over: TableResolver(), domain: nil)
      }
    }
    #expect(error("/nonexistent/example.zone#example.com")?.cause == .file)
    #expect(error("/nonexistent/saved.json")?.cause == .file)
    // No zone file, whatever else it is.
    let malformed = try #require(error("\(#filePath)#example.com"))
    #expect(malformed.cause == .content && malformed.given.hasPrefix("\(#filePath):"))
    #expect(error("v=spf1 mx -all")?.cause == .argument)
  }

  private struct OpenedSnapshot: Resolver {
    let answers: [DNSQuestion: DNSAnswer]

    init(_ snapshot: Snapshot) {
      answers = Dictionary(uniqueKeysWithValues: snapshot.answers.map { ($0.question, $0.answer) })
    }

    func answer(to question: DNSQuestion) async -> DNSAnswer {
      answers[question] ?? .failure(.unreachable("not asked"))
    }
  }
}
