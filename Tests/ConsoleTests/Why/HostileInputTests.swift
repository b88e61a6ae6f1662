import Foundation
import SPF
import TestSupport
import Testing

@testable import Console

/// Whatever is given, nothing of it becomes markup, a header field or a path.
@Suite struct HostileInputTests {
  static let places = ["s", "id", "ip", "r", "lang", "sender", "receiver", "unknown"]

  private func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }

  @Test(arguments: Hostile.payloads) func becomesNoMarkup(_ payload: String) async throws {
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
    for target in targets { Hostile.expectHarmless(try await site.get(target), "\(target.prefix(80))") }
    for field in ["Accept-Language", "X-Forwarded-For", "Referer", "User-Agent", "Host"]
    where !payload.utf8.contains(where: { $0 < 0x20 || $0 > 0x7e }) {
      Hostile.expectHarmless(try await site.get("/why?" + WhyPageTests.story, [(field, payload)]), payload)
    }
  }

  @Test(arguments: Hostile.payloads) func becomesNoMarkupOutOfDNS(_ payload: String) async throws {
    let plain = payload.filter { !$0.isNewline }
    guard !plain.isEmpty, plain.utf8.count < 400 else { return }
    let site = Site(
      TableResolver(lines: [
        "a.example TXT v=spf1 x=\(plain) -all exp=e.a.example", "e.a.example TXT \(plain)",
        "b.example TXT v=spf1 \(plain) -all",
      ]))
    for name in ["a.example", "b.example"] {
      Hostile.expectHarmless(
        try await site.get("/why?s=mfrom;id=x@\(name);ip=203.0.113.25;r=x.example"), plain)
    }
  }

  /// The names that a client, a relay or a record leads to may hold any octets, but for the dot between them.
  @Test(arguments: Hostile.payloads) func becomesNoMarkupOutOfNames(_ payload: String) async throws {
    let label = payload.filter { !$0.isWhitespace && $0 != "." }
    guard let name = DomainName("\(label).corp.example.jp"), !label.isEmpty else { return }
    let zone = [
      "25.113.0.203.in-addr.arpa PTR \(name)", "\(name) A 203.0.113.25", "corp.example.jp MX \(name)",
      "corp.example.com TXT v=spf1 mx include:\(label).corp.example.jp ip4:192.0.2.10 -all",
      "corp.example.com MX \(name)", "\(name) TXT v=spf1 a:\(label).corp.example.jp ?all",
    ]
    let site = Site(TableResolver(lines: zone))
    Hostile.expectHarmless(
      try await site.get("/why?s=mfrom;id=x@corp.example.com;ip=203.0.113.25;r=x.example"), label)
    Hostile.expectHarmless(
      try await site.get("/why?s=mfrom;id=x@corp.example.com;ip=203.0.113.26;r=x.example"), label)
  }

  /// What a service has kept was said by the client.
  @Test(arguments: Hostile.payloads) func becomesNoMarkupOutOfTheStore(_ payload: String) async throws {
    let site = Site(TableResolver(lines: Worlds.story))
    for scope in [Identity.Scope.helo, .mailFrom] {
      let token = try #require(WhyToken("abcdefghijklmnopqrst-\(scope.rawValue)"))
      for name in [payload, "\(payload)@corp.example.com"] {
        let question = WhyQuestion(
          scope: scope, name: name, client: address("203.0.113.25"), receiver: payload)
        site.tokens.keep(WhyRefusal(question, result: .fail, time: site.seconds), as: token)
        Hostile.expectHarmless(try await site.get("/why/\(token)"), payload)
      }
    }
  }
}
