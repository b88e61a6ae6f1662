import Foundation
import SPF
import TestSupport
import Testing

@testable import Console

/// Whatever is given, nothing of it becomes markup, a header field or a path.
@Suite struct HostileInputTests {
  static let payloads = [
    "<script>alert(1)</script>", "<ScRiPt >alert(1)</sCrIpT>", "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<iframe src=javascript:alert(1)>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>", "--><script>alert(1)</script>", "<body onload=alert(1)>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "\" autofocus onfocus=alert(1) x=\"", "' onmouseover='alert(1)", "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">", "<style>*{background:url(x)}</style>",
    "<link rel=stylesheet href=//x>",
    "<meta http-equiv=refresh content=0>", "<base href=//x>", "<form action=//x><input type=submit>",
    "<object data=x>", "<embed src=x>",
    "{{frame.title}}", "{{{frame.title}}}", "{{#a}}{{/a}}", "{{>layout}}", "${7*7}", "#{7*7}", "<%= 7*7 %>",
    "${jndi:ldap://x}",
    "\r\nSet-Cookie: a=b", "\r\n\r\n<html>", "%0d%0aSet-Cookie:%20a=b", "a\nb", "a\tb", "\u{0}", "%00",
    "a%00b",
    "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%c0%ae%c0%ae/", "%ff%fe", "%ed%a0%80", "%f5%80%80%80", "%",
    "\u{202e}moc.elpmaxe", "\u{2066}x\u{2069}", "\u{feff}x", "e\u{301}\u{301}\u{301}", "' OR '1'='1",
    "1; DROP TABLE sender--", "\" UNION SELECT 1 --",
    "a@b@c@d", "@", "@@", ".", "..", "a..b@c..d", "-", String(repeating: "a", count: 5000),
    String(repeating: "<", count: 2000),
    "&lt;script&gt;", "&#60;script&#62;", "&", ";;;;", "====", "%{i}", "v=spf1 +all", "[IPv6:2001:db8::1]",
  ]

  static let places = ["s", "id", "ip", "r", "lang", "sender", "receiver", "unknown"]

  private func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }

  private func expectHarmless(
    _ page: Page, _ payload: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect([200, 400, 404, 410, 414].contains(page.status), "\(payload)", sourceLocation: sourceLocation)
    let body = page.body
    // Every page has one script element, which loads a file.
    #expect(!body.lowercased().contains("<script>"), "\(payload)", sourceLocation: sourceLocation)
    for word in [
      "<img src=x", "<svg/", "<iframe", "<math", "<style", "<base", "<object", "<embed",
      "<meta http-equiv=refresh",
      "onerror=alert(1)>", "<body onload", "\" autofocus", "root:",
    ] { #expect(!body.contains(word), "\(word) of \(payload)", sourceLocation: sourceLocation) }
    for octet in body.utf8 where octet < 0x20 && octet != 0x0a && octet != 0x09 {
      Issue.record("a control character of \(payload)", sourceLocation: sourceLocation)
      break
    }
    for scalar in ["\u{202e}", "\u{2066}", "\u{2069}"] {
      #expect(
        !body.unicodeScalars.contains { $0 == scalar.unicodeScalars.first }, "\(payload)",
        sourceLocation: sourceLocation)
    }
    #expect(page["Set-Cookie"] == nil, sourceLocation: sourceLocation)
  }

  @Test(arguments: payloads) func becomesNoMarkup(_ payload: String) async throws {
    let site = Site(TableResolver(lines: Worlds.story))
    var targets = Self.places.flatMap { place in
      ["/why?\(place)=\(encoded(payload))", "/why?\(place)=\(payload)"]
    }
    targets += [
      "/why?s=mfrom;id=\(encoded(payload))@corp.example.com;ip=203.0.113.25;r=\(encoded(payload))",
      "/why?s=mfrom;id=\(payload)@corp.example.com;ip=203.0.113.25;r=\(payload)",
      "/why?s=helo;id=\(encoded(payload));ip=203.0.113.25;r=\(encoded(payload))",
      "/why/\(encoded(payload))", "/\(encoded(payload))", "/assets/\(encoded(payload))",
    ]
    for target in targets { expectHarmless(try await site.get(target), "\(target.prefix(80))") }
    for field in ["Accept-Language", "X-Forwarded-For", "Referer", "User-Agent", "Host"]
    where !payload.utf8.contains(where: { $0 < 0x20 || $0 > 0x7e }) {
      expectHarmless(try await site.get("/why?" + WhyPageTests.story, [(field, payload)]), payload)
    }
  }

  @Test(arguments: payloads) func becomesNoMarkupOutOfDNS(_ payload: String) async throws {
    let plain = payload.filter { !$0.isNewline }
    guard !plain.isEmpty, plain.utf8.count < 400 else { return }
    let site = Site(
      TableResolver(lines: [
        "a.example TXT v=spf1 x=\(plain) -all exp=e.a.example", "e.a.example TXT \(plain)",
        "b.example TXT v=spf1 \(plain) -all",
      ]))
    for name in ["a.example", "b.example"] {
      expectHarmless(try await site.get("/why?s=mfrom;id=x@\(name);ip=203.0.113.25;r=x.example"), plain)
    }
  }

  /// The names that a client, a relay or a record leads to may hold any octets, but for the dot between them.
  @Test(arguments: payloads) func becomesNoMarkupOutOfNames(_ payload: String) async throws {
    let label = payload.filter { !$0.isWhitespace && $0 != "." }
    guard let name = DomainName("\(label).corp.example.jp"), !label.isEmpty else { return }
    let zone = [
      "25.113.0.203.in-addr.arpa PTR \(name)", "\(name) A 203.0.113.25", "corp.example.jp MX \(name)",
      "corp.example.com TXT v=spf1 mx include:\(label).corp.example.jp ip4:192.0.2.10 -all",
      "corp.example.com MX \(name)", "\(name) TXT v=spf1 a:\(label).corp.example.jp ?all",
    ]
    let site = Site(TableResolver(lines: zone))
    expectHarmless(
      try await site.get("/why?s=mfrom;id=x@corp.example.com;ip=203.0.113.25;r=x.example"), label)
    expectHarmless(
      try await site.get("/why?s=mfrom;id=x@corp.example.com;ip=203.0.113.26;r=x.example"), label)
  }

  /// What a service has kept was said by the client.
  @Test(arguments: payloads) func becomesNoMarkupOutOfTheStore(_ payload: String) async throws {
    let site = Site(TableResolver(lines: Worlds.story))
    for scope in [Identity.Scope.helo, .mailFrom] {
      let token = try #require(WhyToken("abcdefghijklmnopqrst-\(scope.rawValue)"))
      for name in [payload, "\(payload)@corp.example.com"] {
        let question = WhyQuestion(
          scope: scope, name: name, client: address("203.0.113.25"), receiver: payload)
        site.tokens.keep(WhyRefusal(question, result: .fail, time: site.seconds), as: token)
        expectHarmless(try await site.get("/why/\(token)"), payload)
      }
    }
  }
}
