import SPF
import Testing

@testable import DNS

@Suite struct MasterFileContentTests {
  static func content(_ text: String) throws -> MasterFileContent {
    try MasterFileReader(file: "z").content(
      Array(text.utf8), origin: DomainName("example.com"))
  }

  @Test func goesOnBehindMistakes() throws {
    let content = try Self.content(
      """
      $TTL 300
      $INCLUDE other
      a A 192.0.2.300
      b A 192.0.2.1
      c MX ten mail
      d TXT "\(String(repeating: "x", count: 256))"
      e TXT one two
      """)
    #expect(content.mistakes.map(\.line) == [2, 3, 5, 6])
    #expect(content.lines.map(\.type) == ["A", "A", "MX", "TXT", "TXT"])
    #expect(content.data.entries.keys.sorted().map(\.description) == ["b.example.com", "e.example.com"])
    let words = try #require(content.lines.last).fields
    #expect(words.map(\.column) == [7, 11])
    #expect(words.allSatisfy { !$0.isQuoted })
  }

  @Test func aMissingOriginIsOneMistake() throws {
    let content = try MasterFileReader(file: "z").content(
      Array("@ A 192.0.2.1\nb A 192.0.2.2\n".utf8), origin: nil)
    #expect(content.mistakes.map(\.line) == [1])
    #expect(content.lines.count == 1)
  }

  @Test func mistakesAreBounded() throws {
    let content = try Self.content(String(repeating: "a A x\n", count: 5000))
    #expect(content.mistakes.count == MasterFileContent.mistakeLimit)
    #expect(content.lines.count == 5000)
  }

  @Test func manyRecordsOfOneNameAreKeptInOrder() throws {
    let text = (0..<3000).map { "a TXT \"\($0)\"\n" }.joined()
    let content = try Self.content(text)
    let owner = try #require(DomainName("a.example.com"))
    let entry = try #require(content.data.entries[owner])
    guard case .texts(let list)? = entry.records[.txt]?.data else {
      Issue.record("no texts")
      return
    }
    #expect(list == (0..<3000).map { TextRecord("\($0)") })
  }

  @Test func theSerialAndTheEndOfAnAliasAreInTheAnswer() async throws {
    let content = try Self.content("@ SOA ns root 4294967295 1 2 3 4\nw CNAME x\nx A 192.0.2.1\n")
    let resolver = ZoneResolver(content.data)
    let apex = try #require(DomainName("example.com"))
    let start = await resolver.answer(to: DNSQuestion(apex, .soa))
    #expect(start.details.serial == .max && start.details.isAuthoritative)
    let alias = await resolver.answer(to: DNSQuestion(try #require(DomainName("w.example.com")), .a))
    #expect(alias.details.canonicalName?.description == "x.example.com")
    let absent = await resolver.answer(to: DNSQuestion(try #require(DomainName("y.example.com")), .a))
    #expect(absent.details.isAuthoritative && absent.details.canonicalName == nil)
  }
}
