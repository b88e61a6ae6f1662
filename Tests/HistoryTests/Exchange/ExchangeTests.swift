import SPF
import Synchronization
import Testing

@testable import History

@Suite struct ExchangeTests {
  private static func text(of store: any HistoryStore) async throws -> String {
    let box = Box()
    try await HistoryExporter.export(store) { box.append($0) }
    return box.text
  }

  private final class Box: Sendable {
    private let content = Mutex("")
    var text: String { content.withLock { $0 } }
    func append(_ text: String) { content.withLock { $0 += text } }
  }

  @discardableResult
  private static func take(_ text: String, into store: any HistoryStore, pieces: Int = 1 << 16) async throws
    -> Int
  {
    var importer = HistoryImporter(into: store, file: "x.ndjson")
    let octets = Array(text.utf8)
    for start in stride(from: 0, to: octets.count, by: pieces) {
      try await importer.take(octets[start..<min(start + pieces, octets.count)])
    }
    try await importer.finish()
    return importer.count
  }

  private static let batch = HistoryBatch(
    observations: (0..<1200).map { Samples.observation(helo: "h\($0).example", count: $0 + 1) }
      + [Samples.observation(.pass, from: "2001:db8:1:2::/64", scope: .helo, action: .accepted)],
    records: [
      Samples.record("v=spf1 \"quoted\\ \nv=spf1 -all", first: 7, last: 9), Samples.record("v=spf1 -all"),
    ])

  @Test(arguments: StoreKind.available, [1, 7, 1 << 16])
  func whatIsExportedCanBeImportedTwice(kind: StoreKind, pieces: Int) async throws {
    let from = try StoreFixture(.sqlite)
    try await from.store.write(Self.batch, stamp: Samples.stamp(1))
    let text = try await Self.text(of: from.store)
    let to = try StoreFixture(kind)
    for _ in 0..<2 {
      #expect(try await Self.take(text, into: to.store, pieces: pieces) == 1203)
      let exported = try await Exported(to.store)
      #expect(exported.observations == Set(Self.batch.observations))
      #expect(Set(exported.records) == Set(Self.batch.records))
    }
  }

  @Test func exportsOfSeveralStoresAddUp() async throws {
    let to = try StoreFixture(.sqlite)
    for _ in 0..<3 {
      let from = try StoreFixture(.sqlite)
      try await from.store.write(
        HistoryBatch(observations: [Samples.observation(count: 2)]), stamp: Samples.stamp(1))
      try await Self.take(try await Self.text(of: from.store), into: to.store)
    }
    #expect(try await to.store.senders(SenderQuery(domain: "corp.example.com")).map(\.count) == [6])
  }

  @Test func ownExportChangesNothing() async throws {
    let fixture = try StoreFixture(.sqlite)
    try await fixture.store.write(Self.batch, stamp: Samples.stamp(1))
    let text = try await Self.text(of: fixture.store)
    try await Self.take(text, into: fixture.store)
    #expect(try await Self.text(of: fixture.store) == text)
  }

  private static let head = "{\"type\":\"spf-history\",\"version\":1}\n"
  private static let record =
    "{\"type\":\"record\",\"domain\":\"example.com\",\"text\":\"v=spf1 -all\",\"ttl\":60,\"first_seen\":\"2026-01-01T00:00:00Z\",\"last_seen\":\"2026-01-01T00:00:00Z\"}\n"
  private static func observation(_ change: (String, String) = ("", "")) -> String {
    let line =
      "{\"type\":\"observation\",\"origin\":\"o\",\"hour\":\"2026-01-01T00:00:00Z\",\"domain\":\"example.com\",\"identity\":\"mailfrom\",\"network\":\"192.0.2.1/32\",\"helo\":\"h\",\"reverse_name\":\"\",\"result\":\"pass\",\"action\":\"accepted\",\"count\":1}\n"
    return change.0.isEmpty ? line : line.replacing(change.0, with: change.1)
  }

  @Test(
    arguments: [
      ("", 1, "ends before its last line"), (record, 1, "as the first line"),
      ("nonsense\n", 1, "it is no JSON"),
      ("[]\n", 1, "it is no JSON object"), ("{}\n", 1, "there is no \"type\""),
      ("{\"type\":\"spf-history\",\"version\":2}\n", 1, "this program reads 1"),
      (head + head, 2, "begins a second time"), (head + record, 3, "ends before its last line"),
      (head + record + "{\"type\":\"end\",\"lines\":2}\n", 3, "2 lines were exported, 1 are here"),
      (head + "{\"type\":\"end\",\"lines\":0}\n" + record, 3, "behind the last line"),
      (head + observation(("00:00:00Z", "00:30:00Z")), 2, "\"hour\": it is no whole hour"),
      (head + observation(("example.com", "EXAMPLE.com")), 2, "\"domain\": it is no domain name"),
      (head + observation(("192.0.2.1/32", "192.0.2.1/33")), 2, "\"network\": it is no network"),
      (head + observation(("\"h\"", "\"\\u0000\"")), 2, "\"helo\": it is no printable name"),
      (head + observation(("\"h\"", "\"\\u001b[31m\"")), 2, "\"helo\": it is no printable name"),
      (head + observation((":1}", ":0}")), 2, "\"count\": it is no count"),
      (head + observation((":1}", ":1e99}")), 2, "a number is out of range"),
      (head + observation(("\"pass\"", "\"maybe\"")), 2, "\"result\""),
      (head + "\n\r\n" + record.replacing("60", with: "-1"), 4, "a number is out of range"),
      (head + record.replacing("\"last_seen\":\"2026", with: "\"last_seen\":\"2025"), 2, "before first_seen"),
      (head + String(repeating: "[", count: 500) + "\n", 2, ""),
    ])
  func errorsNameTheLine(text: String, line: Int, reason: String) async throws {
    let fixture = try StoreFixture(.sqlite)
    let error = await #expect(throws: ImportError.self) { try await Self.take(text, into: fixture.store) }
    #expect(error?.line == line)
    #expect(error?.reason.contains(reason) == true || reason.isEmpty, "\(error?.reason ?? "")")
  }

  @Test func lineWithoutEndIsNotReadForEver() async throws {
    let fixture = try StoreFixture(.sqlite)
    var importer = HistoryImporter(into: fixture.store, file: "x")
    let chunk = [UInt8](repeating: 0x20, count: 1 << 16)
    let error = await #expect(throws: ImportError.self) {
      for _ in 0..<64 { try await importer.take(chunk[...]) }
    }
    #expect(error?.reason.contains("more than 1048576 octets") == true)
  }

  @Test func linesBeforeAnErrorAreTakenInAtMostOnce() async throws {
    let fixture = try StoreFixture(.sqlite)
    let broken = Self.head + Self.observation() + "nonsense\n"
    let whole = Self.head + Self.observation() + "{\"type\":\"end\",\"lines\":1}\n"
    for text in [broken, whole, broken] { _ = try? await Self.take(text, into: fixture.store) }
    #expect(try await Exported(fixture.store).total == 1)
  }
}
