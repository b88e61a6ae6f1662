import SPF
import TestSupport
import Testing

@Suite struct RecordOverlayTests {
  let base = TableResolver(
    "example.com TXT v=spf1 -all", "example.com A 192.0.2.1", "example.net TXT v=spf1 -all")
  let answered = Set(["v=spf1 a -all"])

  private func texts(_ answer: DNSAnswer?) -> Set<String>? {
    guard case .texts(let list)? = answer?.records else { return nil }
    return Set(list.map { String(decoding: $0.joined, as: UTF8.self) })
  }

  @Test func answersForItsDomainOnly() async {
    let overlay = RecordOverlay(base: base, domain: name("example.com"), record: "v=spf1 a -all")
    let own = DNSQuestion(name("EXAMPLE.com"), .txt)
    #expect(texts(await overlay.answer(to: own)) == answered)
    #expect(texts(overlay.answerAtHand(to: own)) == answered)
    let other = DNSQuestion(name("example.net"), .txt)
    #expect(texts(await overlay.answer(to: other)) == ["v=spf1 -all"])
    #expect(texts(overlay.answerAtHand(to: other)) == ["v=spf1 -all"])
    #expect(await overlay.answer(to: DNSQuestion(name("example.com"), .a)).records != .none)
  }

  /// What the base must ask for is not at hand here either.
  @Test func hasAtHandWhatTheBaseHas() {
    struct Slow: Resolver {
      func answer(to question: DNSQuestion) async -> DNSAnswer { .noData(ttl: 1) }
    }
    let overlay = RecordOverlay(base: Slow(), domain: name("example.com"), record: "v=spf1 a -all")
    #expect(texts(overlay.answerAtHand(to: DNSQuestion(name("example.com"), .txt))) == answered)
    #expect(overlay.answerAtHand(to: DNSQuestion(name("example.com"), .a)) == nil)
  }
}
