import SPF
import TestSupport
import Testing

@Suite struct IdentityTests {
  @Test func takesTheMailFromApart() {
    let identity = Identity.mailFrom("Alice@Example.com", helo: "mail.example.com")
    #expect(identity.localPart == Array("Alice".utf8))
    #expect(identity.domain == name("example.com"))
    #expect(identity.sender == Array("Alice@example.com".utf8))
    #expect(!identity.isNullSender)
  }

  @Test func usesTheHELONameForTheNullSender() {
    let identity = Identity.mailFrom("", helo: "mail.example.com")
    #expect(identity.scope == .mailFrom)
    #expect(identity.isNullSender)
    #expect(identity.sender == Array("postmaster@mail.example.com".utf8))
  }

  @Test func putsPostmasterForAMissingLocalPart() {
    #expect(Identity.mailFrom("@example.com", helo: "x").localPart == Array("postmaster".utf8))
    #expect(Identity.mailFrom("example.com", helo: "x").sender == Array("postmaster@example.com".utf8))
    #expect(Identity.helo("mail.example.com").sender == Array("postmaster@mail.example.com".utf8))
  }

  @Test func takesTheLastAt() {
    #expect(Identity.mailFrom("\"a@b\"@example.com", helo: "x").domain == name("example.com"))
  }

  @Test(arguments: [
    "localhost", "[192.0.2.1]", "192.0.2.1", "a..example.com", "", ".", "[IPv6:2001:db8::1]",
    String(repeating: "a", count: 64) + ".example.com", String(repeating: "a.", count: 200) + "example",
  ])
  func findsNoDomain(helo: String) {
    #expect(Identity.helo(helo).domain == nil)
    let outcome = Evaluator().checkAtHand(
      CheckRequest(.helo(helo), client: address("192.0.2.1")), resolver: TableResolver())
    #expect(outcome?.result == SPFResult.none)
    #expect(outcome?.problem?.code == .malformedDomain)
    #expect(outcome?.counters.questions == 0)
  }

  @Test func refusesWhatIsNoUTF8() {
    #expect(
      Identity.mailFrom(utf8: Array("a@".utf8) + [0xff, 0xfe] + Array(".example".utf8), helo: []).domain
        == nil)
  }
}
