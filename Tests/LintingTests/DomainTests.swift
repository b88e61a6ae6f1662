import DNS
import Reporting
import SPF
import TestSupport
import Testing

@testable import Linting

/// What DNS has beside the record of a domain.
@Suite struct DomainTests {
  static func findings(_ zone: String, _ rule: String) async throws -> [Finding] {
    let report = await Linter(time: .seconds(600)).lint(
      name("example.com"), resolver: try ExampleRunner.zone(zone))
    return report.findings.filter { $0.rule.id == rule }
  }

  @Test(arguments: [
    // The obsolete type.
    ("@ SPF \"v=spf1 -all\"\n@ TXT \"v=spf1 -all\"", "R07", Severity.warning, "type SPF is obsolete"),
    ("@ SPF \"v=spf1 mx -all\"\n@ TXT \"v=spf1 -all\"", "R07", .error, "no TXT record says the same"),
    // Wildcards.
    ("@ TXT \"v=spf1 -all\"\n* MX 10 mail", "R13", .warning, "every name below has this MX record"),
    (
      "@ TXT \"v=spf1 -all\"\n* TXT \"v=spf1 mx -all\"", "R13", .warning, "this record answers for every name"
    ),
    // That there is nothing is remembered.
    ("@ 7200 SOA ns1 root 1 2 3 4 7200\n@ A 203.0.113.1", "C06", .info, "is remembered for 7200 s"),
    // Long in the record, in one included, and at a host; those of others are their affair.
    ("@ 90000 TXT \"v=spf1 -all\"", "C02", .warning, "the TXT record of example.com has a TTL of 90000 s"),
    (
      "@ TXT \"v=spf1 include:_spf.example.com -all\"\n_spf 90000 TXT \"v=spf1 -all\"", "C02", .warning,
      "the TXT record of _spf.example.com"
    ),
    (
      "@ TXT \"v=spf1 a:mail.example.com -all\"\nmail 90000 A 203.0.113.1", "C02", .warning,
      "the A record of mail"
    ),
    // A domain that nobody can answer.
    ("@ TXT \"v=spf1 ip4:203.0.113.1 -all\"", "N01", .info, "neither MX nor address"),
    ("@ TXT \"v=spf1 -all\"\n@ MX 0 .", "N01", .info, "no DMARC policy"),
    // Hosts that the record names.
    (
      "@ TXT \"v=spf1 a:out.example.com -all\"\nout A 203.0.113.1", "N03", .info,
      "out.example.com has no SPF record"
    ),
    // The limit of the RFC is on the name and all text.
    (
      "@ TXT \"v=spf1 -all\"\n@ TXT \"\(String(repeating: "a", count: 220))\" \"\(String(repeating: "b", count: 220))\"",
      "R10", .warning, "463 of them name and text, more than 450"
    ),
    // Eleven exchanges, in a record of others.
    (
      "@ TXT \"v=spf1 include:_spf.mail.example. -all\"\n_spf.mail.example. TXT \"v=spf1 mx -all\"\n"
        + (1...11).map { "_spf.mail.example. MX 10 h\($0).mail.example." }.joined(separator: "\n"),
      "D03", .error, "_spf.mail.example has 11 mail exchanges"
    ),
    // Behind an include, and before one.
    (
      included("include:_spf.mail.example. -ip4:203.0.113.7"), "M09", .error, "lets its addresses pass before"
    ),
    (included("include:_spf.mail.example. ip4:203.0.113.7"), "M09", .info, "lets its addresses pass before"),
    (included("-ip4:203.0.113.7 include:_spf.mail.example."), "M16", .info, "is an exception from"),
  ])
  func isFound(zone: String, rule: String, severity: Severity, message: String) async throws {
    let findings = try await Self.findings(zone, rule)
    #expect(
      findings.contains { $0.severity == severity && $0.message.contains(message) },
      "\(findings.map { "\($0.severity) \($0.message)" })")
  }

  @Test(arguments: [
    ("@ TXT \"v=spf1 -all\"\n* TXT \"v=spf1 -all\"\n* MX 10 mail", "R13"),
    ("@ TXT \"v=spf1 include:_spf.mail.example. -all\"\n_spf.mail.example. 90000 TXT \"v=spf1 -all\"", "C02"),
    ("@ 7200 SOA ns1 root 1 2 3 4 7200\n@ TXT \"another text\"", "C06"),
    ("@ TXT \"v=spf1 mx -all\"\n@ A 203.0.113.1", "N01"),
    ("@ TXT \"v=spf1 -all\"\n@ MX 0 .\n_dmarc TXT \"v=DMARC1; p=quarantine\"", "N01"),
    ("@ TXT \"\(String(repeating: "a", count: 240))\" \"\(String(repeating: "b", count: 190))\"", "R10"),
    (included("include:_spf.mail.example. -ip4:198.51.100.7"), "M09"),
    (included("ip4:203.0.113.7 include:_spf.mail.example."), "M16"),
    (included("~include:_spf.mail.example. ip4:203.0.113.7"), "M09"),
  ])
  func isQuiet(zone: String, rule: String) async throws {
    #expect(try await Self.findings(zone, rule).map(\.message) == [])
  }

  private static func included(_ terms: String) -> String {
    "@ TXT \"v=spf1 \(terms.replacing("example. ", with: "example ")) -all\"\n".replacing(
      "example. -all", with: "example -all") + "_spf.mail.example. TXT \"v=spf1 ip4:203.0.113.0/24 ~all\""
  }

  /// A server that gives an alias for one type and records for another.
  @Test func anAliasBesideOtherRecords() async {
    struct TwoFaced: Resolver {
      func answer(to question: DNSQuestion) async -> DNSAnswer {
        var details = DNSAnswer.Details()
        switch (question.name.description, question.type) {
        case ("example.com", .txt):
          details.canonicalName = name("shared.mail.example")
          return DNSAnswer(records: .texts([TextRecord("v=spf1 -all")]), ttl: 300, details: details)
        case ("example.com", .mx):
          return DNSAnswer(
            records: .mailExchanges([MailExchange(preference: 10, exchange: name("mail.example.com"))]),
            ttl: 300)
        default: return .noName(ttl: 300)
        }
      }
    }
    let report = await Linter(time: .seconds(600)).lint(name("example.com"), resolver: TwoFaced())
    #expect(
      report.findings.first { $0.rule.id == "R12" }?.message
        == "example.com is an alias of shared.mail.example for TXT, and has MX records of its own")
  }

  @Test(
    "what is not registered, by the public suffix list",
    arguments: [
      // The name below the suffix is what counts, not the one asked for.
      ("include:a.b.example.co.uk", "example.co.uk does not exist"),
      ("a:h.gone.example", "gone.example does not exist"),
      // The host of an mx term, and one in a record of others.
      ("mx:list.example.com", "closed.example does not exist"),
      ("include:_spf.mail.example", "lapsed.example does not exist"),
      // Servers of a domain that exists.
      (
        "include:served.example", "a name server of served.example is in nobody.example, which does not exist"
      ),
    ])
  func danglingNames(term: String, message: String) async throws {
    let zone = """
      @ TXT "v=spf1 \(term) -all"
      list MX 10 mx.closed.example.
      co.uk. NS ns1.nic.example.
      mail.example. NS ns1.mail.example.
      _spf.mail.example. TXT "v=spf1 include:_spf.lapsed.example -all"
      served.example. NS ns1.nobody.example.
      served.example. TXT "v=spf1 -all"
      """
    let findings = try await Self.findings(zone, "D06")
    #expect(findings.map(\.severity) == [.error])
    #expect(findings.first?.message.hasPrefix(message) == true, "\(findings.map(\.message))")
    #expect(findings.first?.mark?.marked == term)
  }

  @Test func hostsAreCheckedAsReceiversWould() async throws {
    // A zone of permitted addresses, which only a real evaluation reads.
    let zone = """
      @ TXT "v=spf1 exists:%{i}._spf.example.com -all"
      @ MX 10 mail
      mail A 203.0.113.7
      mail AAAA 2001:db8::1
      203.0.113.7._spf A 127.0.0.2
      """
    let findings = try await Self.findings(zone, "D08")
    #expect(
      findings.map(\.message) == [
        "mail.example.com passes with its IPv4 address, not with 2001:db8::1"
      ])
    #expect(findings.first?.fix?.text == "If it sends, add ip6:2001:db8::1.")
    let both = try await Self.findings(zone + "\n*._spf A 127.0.0.2", "D08")
    #expect(both.isEmpty)
  }
}
