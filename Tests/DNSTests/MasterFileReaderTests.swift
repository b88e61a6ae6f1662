import DNS
import SPF
import Testing

@Suite
struct MasterFileReaderTests {
  func zone(_ text: String) throws -> ZoneResolver {
    ZoneResolver(try MasterFileReader(file: "z").zoneData(Array(text.utf8)))
  }

  @Test func formsOfRecords() throws {
    let zone = try zone(
      """
      $ORIGIN example.com. ; comment
      $TTL 1h30m
      @ IN 60 MX ( 10
        mail ) ; joined
        TXT "a\\"b;\\065" plain
      mail 2d IN A 192.0.2.1
      old SPF "v=spf1 -all"
      """)
    let name = try #require(DomainName("example.com"))
    let mail = try #require(DomainName("mail.example.com"))
    let mx = try #require(zone.answerAtHand(to: DNSQuestion(name, .mx)))
    #expect(mx.records == .mailExchanges([MailExchange(preference: 10, exchange: mail)]) && mx.ttl == 60)
    let text = try #require(zone.answerAtHand(to: DNSQuestion(name, .txt)))
    #expect(text.records == .texts([TextRecord(strings: [Array("a\"b;A".utf8), Array("plain".utf8)])]))
    #expect(text.ttl == 5400)
    #expect(zone.answerAtHand(to: DNSQuestion(mail, .a))?.ttl == 172_800)
  }

  @Test(arguments: [
    ("a. A 192.0.2.256", 1, 6), ("\na. TXT \"x", 2, 8), ("a. MX ten b.", 1, 7), ("$INCLUDE x", 1, 1),
    (" A 192.0.2.1", 1, 2), ("a. A ( 192.0.2.1", 1, 6), ("a..b. A 192.0.2.1", 1, 1), ("a. TXT \\999", 1, 8),
  ])
  func places(_ text: String, _ line: Int, _ column: Int) throws {
    let error = #expect(throws: ZoneFileError.self) { try zone(text) }
    #expect(error?.line == line && error?.column == column)
  }

  @Test(arguments: [
    (
      "example.com. 4294967295 TXT x", 14,
      "expected a TTL of at most 2147483647 seconds, found \"4294967295\""
    ),
    ("example.com. IN 2147483648 TXT x", 17, "expected a TTL of at most"),
    ("$TTL 2147483648", 6, "expected a TTL of at most"),
    ("example.com. 1x TXT x", 14, "expected a TTL of at most"),
    ("@ TXT \"v=spf1 -all\"", 1, "\"@\" is relative, and nothing says to what"),
    ("www A 192.0.2.1", 1, "\"www\" is relative, and nothing says to what"),
  ])
  func saysWhatIsWrong(text: String, column: Int, message: String) {
    let error = #expect(throws: ZoneFileError.self) { try zone(text) }
    #expect(error?.column == column)
    #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
  }

  @Test(arguments: [
    ("$ORIGIN .\n@ TXT x", nil), ("com. TXT x", nil), ("www.example.com A 192.0.2.1", nil),
    ("@ TXT x", DomainName.root),
    ("a 2147483647 TXT x", DomainName("example.com")),
  ])
  func relativeNamesHaveAnOrigin(text: String, origin: DomainName?) {
    #expect(throws: Never.self) {
      try MasterFileReader(file: "z").zoneData(Array(text.utf8), origin: origin)
    }
  }

  @Test func aByteOrderMarkIsNoText() throws {
    let zone = try zone("\u{feff}$ORIGIN example.com.\n@ 60 A 192.0.2.1\n")
    let name = try #require(DomainName("example.com"))
    #expect(zone.answerAtHand(to: DNSQuestion(name, .a))?.status == .records)
  }
}
