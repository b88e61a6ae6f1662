import DNS
import SPF
import Synchronization
import TestSupport
import Testing

/// A plan gives the very outcome that check_host() gives answer by answer, or none.
@Suite struct PlanTests {
  /// A resolver without plans.
  struct Unplanned: ImmediateResolver {
    let resolver: CachingResolver<TableResolver>

    func answerAtHand(to question: DNSQuestion) -> DNSAnswer? { resolver.answerAtHand(to: question) }
    func answer(to question: DNSQuestion) async -> DNSAnswer { await resolver.answer(to: question) }
  }

  /// How long a busy machine takes is not what is tested.
  static let patient: Evaluator = {
    var limits = Limits.rfc7208
    limits.time = .seconds(3600)
    return Evaluator(limits: limits)
  }()

  static let clients = [
    "192.0.2.1", "192.0.2.9", "198.51.100.7", "203.0.113.200", "2001:db8::1", "2001:db8:1::9",
    "2001:db8:ffff::",
  ]

  @Test(arguments: 1...200) func agreesWithCheckHost(seed: Int) async {
    var random = SeededGenerator(seed: UInt64(seed))
    let table = TableResolver(lines: RandomZone.lines(&random))
    let cache = CachingResolver(table, now: { 1_000_000_000 })
    let evaluator = Self.patient
    for number in 0..<RandomZone.nameCount {
      for client in Self.clients {
        let request = CheckRequest(
          .mailFrom("alice@d\(number).example.com", helo: "mail.example.org"), client: address(client))
        let awaited = await evaluator.check(request, resolver: cache)
        guard let interpreted = evaluator.checkAtHand(request, resolver: Unplanned(resolver: cache)) else {
          // An answer with a TTL of 0 is never at hand; nothing in these zones has one.
          Issue.record("nothing at hand for \(request)")
          continue
        }
        expectEqual(awaited, interpreted)
        // The first makes a plan of what is at hand, the second goes by it.
        for _ in 0..<2 {
          guard let planned = evaluator.checkAtHand(request, resolver: cache) else {
            Issue.record("nothing at hand for \(request)")
            continue
          }
          expectEqual(planned, interpreted)
        }
      }
    }
  }

  private func expectEqual(
    _ one: CheckOutcome, _ other: CheckOutcome, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(one.result == other.result, sourceLocation: sourceLocation)
    #expect(one.identity == other.identity, sourceLocation: sourceLocation)
    #expect(one.client == other.client, sourceLocation: sourceLocation)
    #expect(description(one.matched) == description(other.matched), sourceLocation: sourceLocation)
    #expect(description(one.origin) == description(other.origin), sourceLocation: sourceLocation)
    #expect(one.counters == other.counters, sourceLocation: sourceLocation)
    #expect(one.ttl == other.ttl, sourceLocation: sourceLocation)
    #expect(one.problem == other.problem, sourceLocation: sourceLocation)
    #expect(one.explanation == other.explanation, sourceLocation: sourceLocation)
    #expect(one.dependsOnSender == other.dependsOnSender, sourceLocation: sourceLocation)
  }

  private func description(_ term: MatchedTerm?) -> String {
    term.map { "\($0.depth) \($0.domain) \($0.termIndex) \($0.text) of \($0.record)" } ?? "none"
  }

  @Test func asksTheCacheOnceForACheckByPlan() async {
    let table = TableResolver(
      "example.com TXT v=spf1 include:a.example.com a mx -all",
      "a.example.com TXT v=spf1 ip4:192.0.2.0/28 ~all",
      "example.com A 198.51.100.1", "example.com MX mx.example.com", "mx.example.com A 198.51.100.2")
    let cache = CachingResolver(table, now: { 1_000_000_000 })
    let request = CheckRequest(.mailFrom("x@example.com", helo: "h.example"), client: address("203.0.113.1"))
    _ = await Self.patient.check(request, resolver: cache)
    _ = Self.patient.checkAtHand(request, resolver: cache)
    let before = cache.statistics.hits
    let outcome = Self.patient.checkAtHand(request, resolver: cache)
    #expect(outcome?.result == .fail)
    #expect(outcome?.counters.questions == 5)
    #expect(cache.statistics.hits == before + 1)
  }

  /// Most HELO names have no record, which is all there is to find out.
  @Test func asksTheCacheOnceForADomainWithoutRecord() async throws {
    let table = TableResolver(
      "other.example.com TXT unrelated", "host.example.com A 192.0.2.1",
      "x.example.com TXT v=spf1 include:local -all")
    let cache = CachingResolver(table, now: { 1_000_000_000 })
    // The target of the include, which is no domain to check, is in the cache besides.
    for helo in ["other.example.com", "host.example.com", "missing.example.com", "x.example.com", "local"] {
      let request = CheckRequest(.helo(helo), client: address("192.0.2.1"))
      let awaited = await Self.patient.check(request, resolver: cache)
      let before = cache.statistics.hits
      let atHand = try #require(Self.patient.checkAtHand(request, resolver: cache))
      expectEqual(atHand, awaited)
      if awaited.result == .none, helo != "local" { #expect(cache.statistics.hits == before + 1, "\(helo)") }
    }
  }

  @Test func followsTheAnswersAsTheyExpire() async {
    let time = Mutex<UInt64>(1_000_000_000)
    let upstream = ChangingResolver()
    let cache = CachingResolver(upstream, now: { time.withLock { $0 } })
    let request = CheckRequest(.mailFrom("x@example.com", helo: "h.example"), client: address("192.0.2.1"))
    let evaluator = Self.patient
    _ = await evaluator.check(request, resolver: cache)
    for _ in 0..<2 { #expect(evaluator.checkAtHand(request, resolver: cache)?.result == .pass) }
    #expect(evaluator.checkAtHand(request, resolver: cache)?.ttl == 10)
    upstream.change()
    time.withLock { $0 += 9_500_000_000 }
    #expect(evaluator.checkAtHand(request, resolver: cache)?.result == .pass)
    #expect(evaluator.checkAtHand(request, resolver: cache)?.ttl == 1)
    // The included record expires before the one that includes it.
    time.withLock { $0 += 500_000_000 }
    #expect(evaluator.checkAtHand(request, resolver: cache) == nil)
    _ = await evaluator.check(request, resolver: cache)
    for _ in 0..<2 { #expect(evaluator.checkAtHand(request, resolver: cache)?.result == .fail) }
    cache.removeAll()
    #expect(evaluator.checkAtHand(request, resolver: cache) == nil)
  }

  /// `example.com` includes `a.example.com`, whose record changes.
  final class ChangingResolver: Resolver {
    private let isChanged = Mutex(false)

    func change() { isChanged.withLock { $0 = true } }

    func answer(to question: DNSQuestion) async -> DNSAnswer {
      if question == DNSQuestion(name("example.com"), .txt) {
        return DNSAnswer(records: .texts([TextRecord("v=spf1 include:a.example.com -all")]), ttl: 1000)
      }
      let network = isChanged.withLock { $0 } ? "198.51.100.0/24" : "192.0.2.0/24"
      return DNSAnswer(records: .texts([TextRecord("v=spf1 ip4:\(network) ?all")]), ttl: 10)
    }
  }

  @Test func leavesIdentitiesThatAreNotCheckedToCheckHost() async {
    let table = TableResolver(
      "example.com TXT v=spf1 +all", "local TXT v=spf1 +all", "1.2.3.4 TXT v=spf1 +all")
    let cache = CachingResolver(table)
    for sender in ["x@example.com", "x@local", "x@1.2.3.4", "x@[192.0.2.1]"] {
      let request = CheckRequest(.mailFrom(sender, helo: "h.example"), client: address("192.0.2.1"))
      for _ in 0..<3 {
        _ = await Self.patient.check(request, resolver: cache)
        let outcome = Self.patient.checkAtHand(request, resolver: cache)
        #expect(outcome?.result == (sender == "x@example.com" ? .pass : SPFResult.none), "\(sender)")
      }
    }
  }

  @Test func countsPlansTowardTheBoundOfTheCache() async {
    var options = CacheOptions()
    options.maximumBytes = 40_000
    options.maximumCount = 1000
    let networks = (0..<200).map { "ip4:192.0.2.\($0)" }.joined(separator: " ")
    let lines = (0..<50).map { "d\($0).example.com TXT v=spf1 \(networks) -all" }
    let cache = CachingResolver(TableResolver(lines: lines), options: options)
    for number in 0..<50 {
      let request = CheckRequest(
        .mailFrom("x@d\(number).example.com", helo: "h.example"), client: address("192.0.2.1"))
      _ = await Self.patient.check(request, resolver: cache)
      _ = Self.patient.checkAtHand(request, resolver: cache)
      #expect(cache.statistics.bytes <= 40_000)
    }
    #expect(cache.statistics.evictions > 0)
  }
}
