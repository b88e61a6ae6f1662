import SPF
import TestSupport
import Testing

/// The examples of RFC 7208 section 7.4, through `exists` and the question it asks.
@Suite struct MacroTests {
  static func target(_ spec: String, client: String, sender: String = "strong-bad@email.example.com")
    -> String?
  {
    let resolver = TableResolver("email.example.com TXT v=spf1 exists:\(spec) -all")
    _ = check(sender, from: client, helo: "mx.example.org", resolver)
    return resolver.questions.dropFirst().first?.name.description
  }

  @Test(arguments: [
    ("%{o}", "email.example.com"), ("%{d}", "email.example.com"), ("%{d4}", "email.example.com"),
    ("%{d3}", "email.example.com"),
    ("%{d2}", "example.com"), ("%{dr}", "com.example.email"), ("%{d2r}", "example.email"),
    ("%{l}.x.example", "strong-bad.x.example"),
    ("%{l-}.x.example", "strong.bad.x.example"), ("%{lr}.x.example", "strong-bad.x.example"),
    ("%{lr-}.x.example", "bad.strong.x.example"),
    ("%{l1r-}.x.example", "strong.x.example"), ("%{d1}.x.example", "com.x.example"),
    ("%{ir}.%{v}._spf.%{d2}", "3.2.0.192.in-addr._spf.example.com"),
    ("%{lr-}.lp._spf.%{d2}", "bad.strong.lp._spf.example.com"),
    ("%{lr-}.lp.%{ir}.%{v}._spf.%{d2}", "bad.strong.lp.3.2.0.192.in-addr._spf.example.com"),
    ("%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}", "3.2.0.192.in-addr.strong.lp._spf.example.com"),
    ("%{d2}.trusted-domains.example.net", "example.com.trusted-domains.example.net"),
    ("%{h}", "mx.example.org"),
    ("%{d127}", "email.example.com"), ("a%%b%_c%-d.example", "a%b\\032c%20d.example"),
    ("%{S}.x.example", "strong-bad%40email.example.com.x.example"),
    ("%{D2}", "example.com"),
  ])
  func expandsForIPv4(spec: String, expected: String) {
    #expect(Self.target(spec, client: "192.0.2.3") == expected)
  }

  @Test func expandsForIPv6() {
    #expect(
      Self.target("%{ir}.%{v}._spf.%{d2}", client: "2001:db8::cb01")
        == "1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6._spf.example.com")
  }

  @Test func dropsLabelsFromTheLeftBeyond253Octets() {
    let local = String(repeating: "a", count: 50)
    let spec = Array(repeating: "%{l}", count: 8).joined(separator: ".") + ".example.com"
    let target = Self.target(spec, client: "192.0.2.3", sender: "\(local)@email.example.com")
    #expect(target == Array(repeating: local, count: 4).joined(separator: ".") + ".example.com")
  }

  /// However long the part that is dropped is.
  @Test func keepsTheEndOfAVeryLongName() {
    let spec = String(repeating: "%{l}.", count: 600) + "example.com"
    let target = Self.target(
      spec, client: "192.0.2.3", sender: "\(String(repeating: "a", count: 60))@email.example.com")
    #expect(target?.hasSuffix(".aaaaa.example.com") == false)
    #expect(target?.hasSuffix("a.example.com") == true)
  }

  /// What the client says does not keep a term from naming a domain (7.2; RFC 8616 section 4).
  @Test(arguments: [
    ("mx.example.org.", "mx.example.org.x.example"), ("bücher.example", "xn--bcher-kva.example.x.example"),
    ("Mx.Example.Org", "mx.example.org.x.example"), ("localhost", "localhost.x.example"),
  ])
  func namesTheHelo(helo: String, expected: String) {
    let resolver = TableResolver("email.example.com TXT v=spf1 exists:%{h}.x.example -all")
    _ = check("a@email.example.com", from: "192.0.2.3", helo: helo, resolver)
    #expect(resolver.questions.dropFirst().first?.name.description == expected)
  }

  @Test func expandsExplanationLetters() {
    let resolver = TableResolver(
      "example.com TXT v=spf1 -all exp=why.example.com",
      "why.example.com TXT %{c} at %{t} by %{r} for %{s}, see %{S}")
    let outcome = check(
      "jack&jill@example.com", from: "2001:db8::1", resolver, receiver: "mx.example.org",
      timestamp: 1_767_225_600)
    #expect(
      outcome.explanation?.text
        == "2001:db8::1 at 1767225600 by mx.example.org for jack&jill@example.com, see jack%26jill%40example.com"
    )
  }

  @Test(arguments: [("192.0.2.9", "mail.example.com"), ("192.0.2.10", "unknown")])
  func expandsTheValidatedName(client: String, expected: String) {
    let resolver = TableResolver(
      "example.com TXT v=spf1 -all exp=why.example.com", "why.example.com TXT from %{p}",
      "9.2.0.192.in-addr.arpa PTR other.example.net", "9.2.0.192.in-addr.arpa PTR mail.example.com",
      "mail.example.com A 192.0.2.9", "other.example.net A 192.0.2.9",
      "10.2.0.192.in-addr.arpa PTR mail.example.com")
    #expect(check("a@example.com", from: client, resolver).explanation?.text == "from \(expected)")
  }

  @Test func countsTheQueryOfTheValidatedName() {
    let resolver = TableResolver(
      "example.com TXT v=spf1 exists:%{p}.example.com exists:%{p}.example.net -all",
      "9.2.0.192.in-addr.arpa PTR mail.example.com", "mail.example.com A 192.0.2.9")
    let outcome = check("a@example.com", from: "192.0.2.9", resolver)
    #expect(outcome.counters.lookups == 3)
    #expect(resolver.questions.filter { $0.type == .ptr }.count == 1)
  }
}
