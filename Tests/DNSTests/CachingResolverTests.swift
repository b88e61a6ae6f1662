import DNS
import SPF
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(10)))
struct CachingResolverTests {
  final class Upstream: Resolver {
    let count = Mutex(0)
    let reply: DNSAnswer
    let delay: Duration

    init(_ reply: DNSAnswer, delay: Duration = .zero) {
      self.reply = reply
      self.delay = delay
    }

    func answer(to question: DNSQuestion) async -> DNSAnswer {
      count.withLock { $0 += 1 }
      if delay > .zero { try? await Task.sleep(for: delay) }
      return reply
    }
  }

  final class Time: Sendable {
    let value = Mutex<UInt64>(1_000_000_000_000)
    func advance(_ seconds: UInt64) { value.withLock { $0 += seconds * 1_000_000_000 } }
    var now: UInt64 { value.withLock { $0 } }
  }

  func question(_ name: String) throws -> DNSQuestion {
    DNSQuestion(try #require(DomainName(name)), .a)
  }

  @Test(arguments: [
    (DNSAnswer(records: .addresses([IPAddress(ipv4: 1)]), ttl: 10), UInt64(10)), (.noName(ttl: 7), 7),
    (.noData(ttl: 1_000_000), 3600), (.failure(.serverFailure), 5),
  ])
  func timeToLive(_ reply: DNSAnswer, _ seconds: UInt64) async throws {
    let time = Time()
    let cache = CachingResolver(Upstream(reply), now: { time.now })
    let question = try question("a.example")
    #expect(cache.answerAtHand(to: question) == nil)
    _ = await cache.answer(to: question)
    time.advance(seconds - 1)
    let answer = try #require(cache.answerAtHand(to: question))
    #expect(answer.status == reply.status)
    if reply.ttl > 0 { #expect(answer.ttl == 1) }
    time.advance(1)
    #expect(cache.answerAtHand(to: question) == nil)
    #expect(cache.statistics.hits == 1)
  }

  @Test func joinsAndSurvivesTheCancellationOfOne() async throws {
    let upstream = Upstream(
      DNSAnswer(records: .addresses([IPAddress(ipv4: 1)]), ttl: 0), delay: .milliseconds(200))
    let cache = CachingResolver(upstream)
    let question = try question("a.example")
    let first = Task { await cache.answer(to: question) }
    let second = Task { await cache.answer(to: question) }
    try await Task.sleep(for: .milliseconds(50))
    first.cancel()
    #expect(await first.value.status == .failure(.timeout))
    #expect(await second.value.status == .records)
    #expect(upstream.count.withLock { $0 } == 1)
    #expect(cache.answerAtHand(to: question) == nil)
  }

  @Test func boundedCount() async throws {
    var options = CacheOptions()
    options.maximumCount = 100
    let cache = CachingResolver(
      Upstream(DNSAnswer(records: .addresses([IPAddress(ipv4: 1)]), ttl: 60)), options: options)
    for number in 0..<1000 { _ = await cache.answer(to: try question("n\(number).example")) }
    #expect(cache.statistics.count == 100)
    #expect(cache.statistics.evictions == 900)
  }

  @Test(arguments: [100, 20_000]) func findsEveryAnswerItKeeps(count: Int) async throws {
    let cache = CachingResolver(Upstream(DNSAnswer(records: .addresses([IPAddress(ipv4: 1)]), ttl: 6000)))
    let questions = try (0..<count).map { try question("mail\($0).some.example") }
    for question in questions { _ = await cache.answer(to: question) }
    var found = 0
    for question in questions.shuffled() where cache.answerAtHand(to: question) != nil { found += 1 }
    #expect(found == count)
    #expect(cache.statistics.misses == UInt64(count))
  }
}
