import DNS
import SPF
import Testing

/// ``CacheOptions/maximumBytes``.
@Suite(.timeLimit(.minutes(10)))
struct CacheByteBoundTests {
  /// Answers every TXT question with a text of so many octets.
  struct Upstream: Resolver {
    let octets: Int

    func answer(to question: DNSQuestion) async -> DNSAnswer {
      let text = TextRecord(String(repeating: "x", count: octets))
      return DNSAnswer(records: .texts([text]), ttl: 60)
    }
  }

  func question(_ number: Int) throws -> DNSQuestion {
    DNSQuestion(try #require(DomainName("n\(number).example")), .txt)
  }

  @Test(arguments: [100, 5000])
  func boundedBytes(_ maximumCount: Int) async throws {
    var options = CacheOptions()
    options.maximumCount = maximumCount
    options.maximumBytes = 400_000
    let cache = CachingResolver(Upstream(octets: 1000), options: options)
    for number in 0..<500 {
      _ = await cache.answer(to: try question(number))
      #expect(cache.statistics.bytes <= 400_000)
    }
    let statistics = cache.statistics
    // An entry reckons a parsed record too; none is smaller than its text.
    #expect(statistics.count <= 400)
    #expect(statistics.bytes >= statistics.count * 1000)
    #expect(statistics.count >= 20)
    #expect(statistics.count + Int(statistics.evictions) == 500)
    #expect(cache.answerAtHand(to: try question(499)) != nil)
  }

  @Test func whatIsLargerThanTheCacheIsNotKept() async throws {
    var options = CacheOptions()
    options.maximumCount = 100
    options.maximumBytes = 10_000
    let small = try question(1)
    let cache = CachingResolver(Upstream(octets: 20_000), options: options)
    #expect(await cache.answer(to: small).status == .records)
    #expect(cache.statistics.count == 0 && cache.statistics.bytes == 0)
  }

  @Test func bytesAreGivenBack() async throws {
    let cache = CachingResolver(Upstream(octets: 300))
    _ = await cache.answer(to: try question(1))
    let bytes = cache.statistics.bytes
    #expect(bytes > 300)
    _ = await cache.answer(to: try question(2))
    #expect(cache.statistics.bytes == 2 * bytes)
    cache.removeAll()
    #expect(cache.statistics.bytes == 0)
  }
}
