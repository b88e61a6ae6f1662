import SPF
import TestSupport
import Testing

@Suite struct LimitsTests {
  static func many(_ term: (Int) -> String, _ count: Int) -> String {
    (1...count).map(term).joined(separator: " ")
  }

  @Test(arguments: [(10, SPFResult.neutral), (11, SPFResult.permerror)])
  func limitsLookups(count: Int, result: SPFResult) {
    let resolver = TableResolver(
      "example.com TXT v=spf1 \(Self.many({ _ in "a" }, count))", "example.com A 192.0.2.7")
    let outcome = check("a@example.com", from: "203.0.113.1", resolver)
    #expect(outcome.result == result)
    if result == .permerror { #expect(outcome.problem?.code == .lookupLimit(10)) }
  }

  @Test func limitsLookupsByConfiguration() {
    let resolver = TableResolver("example.com TXT v=spf1 a a a", "example.com A 192.0.2.7")
    var limits = Limits()
    limits.lookups = 2
    #expect(
      check("a@example.com", from: "203.0.113.1", resolver, limits: limits).problem?.code == .lookupLimit(2))
    limits.lookups = 3
    #expect(check("a@example.com", from: "203.0.113.1", resolver, limits: limits).result == .neutral)
  }

  @Test(arguments: [
    "v=spf1 include:example.com -all", "v=spf1 redirect=example.com", "v=spf1 include:b.example.com",
    "v=spf1 redirect=b.example.com",
  ])
  func endsLoops(record: String) {
    let resolver = TableResolver("example.com TXT \(record)", "b.example.com TXT v=spf1 include:example.com")
    #expect(check("a@example.com", from: "192.0.2.1", resolver).problem?.code == .lookupLimit(10))
    #expect(resolver.questions.count <= 12)
    // Even where the limit is switched off in effect, neither stack nor memory grows without bound.
    var limits = Limits()
    limits.lookups = .max
    #expect(check("a@example.com", from: "192.0.2.1", resolver, limits: limits).result == .permerror)
  }

  @Test(arguments: [(2, SPFResult.fail), (3, SPFResult.permerror)])
  func limitsVoidLookups(count: Int, result: SPFResult) {
    let resolver = TableResolver(
      "example.com TXT v=spf1 \(Self.many({ "a:n\($0).example.com" }, count)) -all")
    let outcome = check("a@example.com", from: "192.0.2.1", resolver)
    #expect(outcome.result == result)
    #expect(outcome.counters.voidLookups == count)
  }

  @Test(arguments: ["2001:db8::9", "192.0.2.9"])
  func countsNoVoidForANameOfTheOtherFamily(client: String) {
    let isIPv6 = client.contains(":")
    let hosts = (1...3).map {
      isIPv6 ? "h\($0).example.com A 192.0.2.\($0)" : "h\($0).example.com AAAA 2001:db8::\($0)"
    }
    let resolver = TableResolver(
      "example.com TXT v=spf1 mx -all", "example.com MX h1.example.com", "example.com MX h2.example.com",
      "example.com MX h3.example.com", hosts[0], hosts[1], hosts[2])
    let outcome = check("a@example.com", from: client, resolver)
    #expect(outcome.result == .fail)
    #expect(outcome.counters.voidLookups == 0)
  }

  /// Whether there are addresses of the other family is not known then, but the name is known to exist.
  @Test func countsNoVoidWhereTheOtherFamilyFails() {
    let resolver = TableResolver(
      "example.com TXT v=spf1 a:h1.example.com a:h2.example.com a:h3.example.com -all",
      "h1.example.com AAAA !timeout", "h2.example.com AAAA !servfail", "h3.example.com AAAA !timeout")
    let outcome = check("a@example.com", from: "192.0.2.9", resolver)
    #expect(outcome.result == .fail)
    #expect(outcome.counters.voidLookups == 0)
  }

  @Test func countsANameWithNeither() {
    let resolver = TableResolver(
      "example.com TXT v=spf1 a:h1.example.com a:h2.example.com a:h3.example.com -all",
      "h1.example.com TXT x",
      "h2.example.com TXT x", "h3.example.com TXT x")
    #expect(check("a@example.com", from: "2001:db8::9", resolver).problem?.code == .voidLookupLimit(2))
  }

  @Test(arguments: [(10, SPFResult.neutral), (11, SPFResult.permerror)])
  func limitsMailExchanges(count: Int, result: SPFResult) {
    let resolver = MailExchangeResolver(count: count)
    let outcome = Evaluator().checkAtHand(
      CheckRequest(.helo("example.com"), client: address("203.0.113.1")), resolver: resolver)
    #expect(outcome?.result == result)
  }

  @Test func ignoresPointersBeyondTen() {
    let pointers = (1...11).map { "1.2.0.192.in-addr.arpa PTR n\($0).example.com" }
    let resolver = TableResolver(
      "example.com TXT v=spf1 ptr -all", pointers[0], pointers[1], pointers[2], pointers[3], pointers[4],
      pointers[5],
      pointers[6], pointers[7], pointers[8], pointers[9], pointers[10], "n11.example.com A 192.0.2.1")
    let outcome = check("a@example.com", from: "192.0.2.1", resolver)
    #expect(outcome.result == .fail)
    // Names chosen by the client's operator are no void lookups of the record.
    #expect(outcome.counters.voidLookups == 0)
  }

  @Test func doesNotCountTheExplanation() {
    let resolver = TableResolver(
      "example.com TXT v=spf1 \(Self.many({ _ in "a" }, 8)) a:x1.example.com a:x2.example.com -all exp=gone.example.com",
      "example.com A 192.0.2.7")
    let outcome = check("a@example.com", from: "192.0.2.1", resolver)
    #expect(outcome.result == .fail)
    #expect(outcome.counters.lookups == 10)
    #expect(outcome.counters.voidLookups == 2)
  }

  @Test func endsWhenTimeIsUp() async {
    let outcome = await Evaluator().check(
      CheckRequest(.helo("example.com"), client: address("192.0.2.1")), resolver: SilentResolver(),
      clock: ImpatientClock())
    #expect(outcome.result == .temperror)
    #expect(outcome.problem?.code == .timeLimit)
  }

  /// Whatever the explanation waits for: its text, or the validated name in the domain-spec or in the text.
  @Test(arguments: [
    ["example.com TXT v=spf1 -all exp=why.example.com"],
    ["example.com TXT v=spf1 -all exp=%{p}.why.example.com"],
    [
      "example.com TXT v=spf1 -all exp=%{p}.why.example.com",
      "1.2.0.192.in-addr.arpa PTR slow.example.net",
    ],
    ["example.com TXT v=spf1 -all exp=why.example.com", "why.example.com TXT you are %{p}"],
    [
      "example.com TXT v=spf1 -all exp=why.example.com", "why.example.com TXT you are %{p}",
      "1.2.0.192.in-addr.arpa PTR slow.example.net",
    ],
  ])
  func keepsAFailWhoseExplanationTakesTooLong(lines: [String]) async {
    let outcome = await Evaluator().check(
      CheckRequest(.helo("example.com"), client: address("192.0.2.1")),
      resolver: SilentResolver(known: TableResolver(lines: lines)), clock: ImpatientClock())
    #expect(outcome.result == .fail)
    #expect(outcome.explanation == nil)
    #expect(outcome.problem == nil)
  }

  /// A `%{p}` that is needed to find out the result is another thing.
  @Test func isTemperrorWhereTheResultTakesTooLong() async {
    let known = TableResolver(
      "example.com TXT v=spf1 ptr -all exp=why.example.com", "why.example.com TXT not you")
    let outcome = await Evaluator().check(
      CheckRequest(.helo("example.com"), client: address("192.0.2.1")),
      resolver: SilentResolver(known: known), clock: ImpatientClock())
    #expect(outcome.result == .temperror)
    #expect(outcome.problem?.code == .timeLimit)
  }
}

/// `example.com` with as many mail exchanges as told.
private struct MailExchangeResolver: ImmediateResolver {
  let count: Int

  func answerAtHand(to question: DNSQuestion) -> DNSAnswer? {
    switch question.type {
    case .txt: DNSAnswer(records: .texts([TextRecord("v=spf1 mx")]), ttl: 1)
    case .mx:
      DNSAnswer(
        records: .mailExchanges(
          (0..<count).map { MailExchange(preference: UInt16($0), exchange: name("h\($0).example.com")) }),
        ttl: 1)
    default: DNSAnswer(records: .addresses([address("192.0.2.1")]), ttl: 1)
    }
  }

  func answer(to question: DNSQuestion) async -> DNSAnswer {
    answerAtHand(to: question) ?? .failure(.timeout)
  }
}

/// Has at hand what it knows, and never answers anything else.
private struct SilentResolver: ImmediateResolver {
  var known = TableResolver()

  func answerAtHand(to question: DNSQuestion) -> DNSAnswer? {
    guard let answer = known.answerAtHand(to: question), answer.status == .records else { return nil }
    return answer
  }

  func answer(to question: DNSQuestion) async -> DNSAnswer {
    try? await Task.sleep(for: .seconds(3600))
    return .failure(.timeout)
  }
}

/// A clock that stands still until somebody waits for it.
private struct ImpatientClock: Clock {
  typealias Instant = ContinuousClock.Instant

  let now = ContinuousClock.now
  let minimumResolution = Duration.zero

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {}
}
