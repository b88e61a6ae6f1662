import Foundation
import SPF
import TestSupport
import Testing

@Suite struct AuthenticationResultsTests {
  @Test func tellsTheIdentity() {
    let resolver = TableResolver("example.com TXT v=spf1 ip4:192.0.2.0/24 -all")
    let mailFrom = check("alice@example.com", from: "192.0.2.7", resolver)
    let helo = Evaluator().checkAtHand(
      CheckRequest(.helo("mail.example.com"), client: address("192.0.2.7")), resolver: resolver)
    let field = AuthenticationResults(authservID: "mx.example.org", [helo, mailFrom].compactMap { $0 })
    #expect(
      field.serialized
        == "Authentication-Results: mx.example.org; spf=none (mail.example.com does not exist) smtp.helo=mail.example.com; "
        + "spf=pass (ip4:192.0.2.0/24 of example.com) smtp.mailfrom=example.com")
    #expect(field.folded().components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 78 })
  }

  @Test(arguments: [
    "mx.example.org; none", "mx.example.org 1; none", "mx.example.org; spf=pass smtp.mailfrom=example.com",
    "mx.example.org; spf=fail reason=\"not allowed\" smtp.mailfrom=\"a@example.com\"; dkim=pass header.d=example.com",
    "mx.example.org; dkim/1=neutral (bad signature) header.i=@example.com; new=odd policy.x=y",
  ])
  func comesBackAsItWas(value: String) throws {
    let field = try AuthenticationResults(parsing: value)
    #expect(try AuthenticationResults(parsing: String(field.serialized.dropFirst(23))) == field)
    #expect(try AuthenticationResults(parsing: String(field.folded(width: 30).dropFirst(23))) == field)
  }

  @Test(
    arguments: [
      ("mx.example.org; none", "mx.example.org"),
      ("(a; comment)\r\n \"mx.example.org\" 1; spf==(", "mx.example.org"),
      ("mx.example.org", "mx.example.org"), ("spf=pass (old) smtp.mailfrom=a", "spf=pass"), ("", nil),
      (" ; none", nil),
      ("(open mx.example.org", nil), ("\"open", nil),
    ] as [(String, String?)])
  func readsTheAuthservIDAlone(value: String, id: String?) {
    #expect((try? AuthenticationResults.authservID(parsing: value)) == id)
  }

  /// `value` is that of RFC 2045: an atom may hold "=", "/" and "?", a token may not.
  @Test(arguments: [
    ("a=b.example", "\"a=b.example\""), ("192.0.2.0/24", "\"192.0.2.0/24\""), ("what?", "\"what?\""),
    ("2001:db8::1", "\"2001:db8::1\""), ("", "\"\""), ("a..b", "a..b"), ("example.com", "example.com"),
  ])
  func quotesWhatIsNoToken(value: String, written: String) throws {
    let result = AuthenticationResults.Result(
      method: "spf", result: "none", properties: [.init("smtp.helo", value)])
    let field = AuthenticationResults(authservID: "mx", results: [result])
    #expect(field.serialized == "Authentication-Results: mx; spf=none smtp.helo=\(written)")
    let back = try AuthenticationResults(parsing: "mx; spf=none smtp.helo=\(written)")
    #expect(back.results == [result])
  }

  /// Method, result and property are words of the grammar; nothing makes further words of one.
  @Test func quotesForeignWords() throws {
    let result = AuthenticationResults.Result(
      method: "spf=pass; dkim", result: "none; dmarc=pass", properties: [.init("smtp.helo=a; x", "b")])
    let field = AuthenticationResults(authservID: "mx", results: [result])
    #expect(
      field.serialized
        == "Authentication-Results: mx; \"spf=pass; dkim\"=\"none; dmarc=pass\" \"smtp.helo=a; x\"=b")
    #expect(try AuthenticationResults(parsing: String(field.serialized.dropFirst(23))) == field)
    let broken = AuthenticationResults.Result(method: "spf", result: "pass\r\nX-Other: y")
    #expect(
      AuthenticationResults(authservID: "mx", results: [broken]).serialized
        == "Authentication-Results: mx; spf=\"pass??X-Other: y\"")
  }

  @Test func readsCommentsAnywhere() throws {
    let field = try AuthenticationResults(
      parsing:
        " foo.example.net (foobar) 1 (baz);\r\n  dkim (Because I like it) / 1 (One yay) = (wait for it) fail\r\n"
        + "    policy (A dot can go here) . (like that) expired (this surprised me) = (as I wasn't expecting it) 1362471462"
    )
    #expect(field.authservID == "foo.example.net")
    #expect(field.version == 1)
    #expect(field.results.first?.method == "dkim")
    #expect(field.results.first?.result == "fail")
    #expect(field.results.first?.properties == [.init("policy.expired", "1362471462")])
  }

  @Test(arguments: [
    ("spf=hardfail", SPFResult?.some(.fail)), ("spf=Pass", .some(.pass)), ("spf=policy", nil),
    ("dkim=pass", nil),
  ])
  func mapsSPFResults(result: String, expected: SPFResult?) throws {
    #expect(try AuthenticationResults(parsing: "mx; \(result)").results.first?.spfResult == expected)
  }

  @Test(arguments: [
    "", ";", "mx; spf", "mx; spf=", "mx; =pass", "mx; spf=pass smtp.mailfrom", "mx; spf=pass (open", "mx x y",
  ])
  func refuses(value: String) {
    #expect(throws: HeaderSyntaxError.self) { try AuthenticationResults(parsing: value) }
  }
}
