import Reporting
import SPF
import TestSupport
import Testing

@testable import DNS
@testable import Linting

/// Input of strangers: large, binary, hostile.
@Suite(.timeLimit(.minutes(10))) struct BadInputTests {
  @Test func twoMegabytesInARecord() {
    let text = Array("v=spf1 ".utf8) + Array(repeating: Array("ip4:192.0.2.1 ".utf8), count: 150_000).joined()
    let report = Linter().lint(record: text)
    #expect(report.findings.contains { $0.rule.id == "R11" && $0.severity == .error })
    #expect(LintText(report).full.utf8.count < 200_000)
  }

  @Test func twoMegabytesAtAName() async {
    let texts = (0..<8000).map { _ in TextRecord(strings: [Array(repeating: 0x78, count: 255)]) }
    var data = ZoneData()
    var entry = ZoneData.Entry()
    entry.add(.texts(texts + [TextRecord("v=spf1 ip4:192.0.2.1 -all")]), type: .txt, ttl: 300)
    data.entries[name("example.com")] = entry
    let report = await Linter(time: .seconds(600)).lint(name("example.com"), resolver: ZoneResolver(data))
    let finding = report.findings.first { $0.rule.id == "R10" }
    #expect(finding?.severity == .error)
    #expect(finding?.message.contains("more than DNS can carry") == true)
  }

  @Test(
    "foreign octets reach no output",
    arguments: [
      Array("v=spf1 \u{1b}[31mred a\u{202e}b <x>&\"' -all".utf8),
      [0x76, 0x3d, 0x73, 0x70, 0x66, 0x31, 0x20, 0, 0xff, 0xfe, 0x80],
      Array("v=spf1 include:]]>\u{7}.example\u{0}.com -all".utf8), [], [0x20], Array("v=spf1".utf8),
      Array("v=spf1 %{".utf8), Array("v=spf1 :".utf8), Array("v=spf1 -".utf8),
      Array("\u{feff}v=spf1 -all".utf8),
    ])
  func foreignOctets(text: [UInt8]) async throws {
    var report = Linter().lint(record: text)
    let zone = TableResolver("example.com TXT v=spf1 -all")
    report.merge(await Linter(time: .seconds(600)).lint(name("example.com"), record: text, resolver: zone))
    let outputs = [
      LintText(report).full, try JSONText.encode(LintDocument(report)),
      try JSONText.encode(SARIFDocument(report, version: "1")), JUnitText(report, isStrict: true).full,
    ]
    for output in outputs {
      #expect(!output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7f })
      #expect(!output.unicodeScalars.contains("\u{202e}"))
      #expect(!output.unicodeScalars.contains("\u{fffd}"))
    }
  }

  @Test func randomOctetsNeverTrap() {
    var random = SeededGenerator(seed: 7)
    let alphabet = Array("v=spf1 +-~?:/%{}.ip46al mxincluderoct0123456789\u{a0}\"\t".utf8)
    for _ in 0..<400 {
      let length = Int.random(in: 0..<80, using: &random)
      let tail = (0..<length).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      let text = (Bool.random(using: &random) ? Array("v=spf1 ".utf8) : []) + tail
      let report = Linter().lint(record: text)
      #expect(LintText(report).full.hasSuffix("\n"))
      // Whatever does not parse is an error of some rule.
      if SPFRecord.hasVersion(text), (try? SPFRecord(text)) == nil {
        #expect(report.count(.error) > 0, "\(Printable.ascii(text))")
      }
    }
  }

  @Test func aZoneFileThatIsNone() throws {
    #expect(throws: ZoneFileError.self) {
      try ZoneSheet(Array("@ TXT \"open\n".utf8), file: "z", origin: .root)
    }
    let sheet = try ZoneSheet(
      Array("\u{0}\u{1}\n.. A 192.0.2.1\n@ TXT v\n\n\n".utf8), file: "z", origin: .root)
    #expect(!sheet.content.mistakes.isEmpty)
  }

  @Test(
    "forms of a file that say the same",
    arguments: [
      "$TTL 300\r\n@ SOA ns1 root 1 2 3 4 5\r\n@ TXT \"v=spf1 +all\"\r\n",
      "$TTL\t300\n@\tIN\tSOA\tns1\troot (\t1\n2\n3\n4\n5 )\n@\t\tTXT\t\"v=spf1 +all\"",
      "\u{feff}$TTL 300\n@ SOA ns1 root 1 2 3 4 5\n\n\n; a comment\n@ TXT \"v=spf1 +all\"",
      "@ 300 IN SOA ns1 root 1 2 3 4 5\n  IN TXT ( \"v=spf1 \"\n  \"+all\" ) ; ü",
    ])
  func formsOfFiles(text: String) async throws {
    let sheet = try ZoneSheet(Array(text.utf8), file: "z", origin: name("example.com"))
    let report = await Linter(time: .seconds(600)).lint(sheet)
    #expect(report.findings.filter { $0.severity == .error }.map(\.rule.id) == ["M01"])
    #expect(report.findings.first { $0.rule.id == "M01" }?.mark?.marked == "+all")
  }

  @Test(arguments: ["", "\n", "; nothing\n", "\u{feff}"])
  func anEmptyFile(text: String) async throws {
    let sheet = try ZoneSheet(Array(text.utf8), file: "z", origin: name("example.com"))
    let report = await Linter().lint(sheet)
    #expect(report.findings.isEmpty)
    #expect(report.notes == ["z holds no SPF record."])
  }

  /// A program, a picture: no line can be made out, or each is said to be none, and no more than a bounded number.
  @Test func aBinaryFile() async throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<20 {
      let octets = (0..<20_000).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      guard let sheet = try? ZoneSheet(octets, file: "z", origin: name("example.com")) else { continue }
      let report = await Linter(time: .seconds(600)).lint(sheet)
      #expect(report.findings.count <= 2000)
      #expect(!LintText(report).full.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }
  }

  @Test func whatIsNotFollowedIsSaid() async throws {
    let text =
      "$INCLUDE other.zone\n$GENERATE 1-9 h$ A 192.0.2.$\n@ 300 TXT \"v=spf1 a:h1.example.com -all\"\n"
    let sheet = try ZoneSheet(Array(text.utf8), file: "z", origin: name("example.com"))
    let report = await Linter(time: .seconds(600)).lint(sheet)
    let found = report.findings.filter { $0.rule.id == "Z02" }
    #expect(found.map { $0.place?.lowerBound.line } == [1, 2])
    #expect(found.map(\.message) == ["$INCLUDE is not supported", "$GENERATE is not supported"])
    #expect(report.count(.error) == 0)
  }

  /// One line of two megabytes with very many terms that are wrong.
  @Test func twoMegabytesInAFile() async throws {
    let terms = String(repeating: "ipv4:192.0.2.1 ", count: 140_000)
    let sheet = try ZoneSheet(
      Array("@ 300 TXT \"v=spf1 \(terms)-all\"\n@ 300 TXT v=spf1 \(terms.prefix(100_000))\n".utf8), file: "z",
      origin: name("example.com"))
    let report = await Linter(time: .seconds(600)).lint(sheet)
    #expect(Set(report.findings.map(\.rule.id)).isSuperset(of: ["R05", "R06"]))
    #expect(LintText(report).full.utf8.count < 500_000)
    #expect(try JSONText.encode(LintDocument(report)).utf8.count < 2_000_000)
  }

  @Test func aZoneFileFullOfMistakes() async throws {
    let line = "a A nowhere\nb TXT v=spf1 mx -all\n"
    let sheet = try ZoneSheet(
      Array(String(repeating: line, count: 300).utf8), file: "z", origin: name("example.com"))
    let report = await Linter(time: .seconds(600)).lint(sheet)
    #expect(report.findings.filter { $0.rule.id == "R05" }.count == 200)
    #expect(report.notes.contains { $0.contains("more findings of R05") })
    #expect(report.count(.error) >= 400)
  }

  @Test func moreFindingsThanAnybodyReads() async throws {
    let text =
      "$TTL 300\n" + (0..<30).map { "h\($0) TXT \"v=spf1 ip4:10.0.0.1 ip4:10.0.0.1 +all\"\n" }.joined()
    let sheet = try ZoneSheet(Array(text.utf8), file: "z", origin: name("example.com"))
    var linter = Linter(time: .seconds(600))
    linter.totalLimit = 50
    let report = await linter.lint(sheet)
    #expect((50..<60).contains(report.findings.count))
    #expect(report.notes.filter { $0.hasPrefix("There are more than 50 findings") }.count == 1)
  }

  @Test func serversThatHangAreNotWaitedFor() async {
    struct Hanging: ServerConnector {
      func resolver(for server: ServerAddress) -> (any Resolver)? { SilentResolver() }
      func close() {}
    }
    let zone = TableResolver("example.com TXT v=spf1 -all")
    var linter = Linter(time: .seconds(600))
    linter.serverPatience = .milliseconds(50)
    let report = await linter.lint(
      name("example.com"), resolver: Forwarding(zone: zone, servers: 8), connector: Hanging())
    #expect(report.findings.filter { $0.rule.id == "R18" }.count == 8)
  }

  @Test func aResolverThatHangsEndsTheCheck() async {
    let report = await Linter(time: .milliseconds(300)).lint(name("example.com"), resolver: SilentResolver())
    #expect(report.isIncomplete)
    #expect(report.exitStatus(isStrict: false) == 2)
    #expect(report.notes.contains { $0.contains("DNS did not answer for example.com: timed out") })
  }

  /// A table that knows name servers, too.
  struct Forwarding: Resolver {
    let zone: TableResolver
    let servers: Int

    func answer(to question: DNSQuestion) async -> DNSAnswer {
      let served = await ServedResolver(zone: nil, servers: servers).answer(to: question)
      if case .records = served.status { return served }
      return await zone.answer(to: question)
    }
  }
}
