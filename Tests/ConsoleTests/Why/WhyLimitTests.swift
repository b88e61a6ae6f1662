import PageSettings
import SPF
import Synchronization
import TestSupport
import Testing

@testable import Console

/// The page is no open resolver.
@Suite struct WhyLimitTests {
  @Test func limitsTheQuestionsOfANetwork() async throws {
    let site = Site(TableResolver(lines: Worlds.story)) { $0.limits.perNetwork = 3 }
    func ask(_ number: Int, from peer: String) async throws -> Page {
      try await site.get(
        "/why?s=mfrom;id=a\(number)@corp.example.com;ip=203.0.113.25;r=x.example", from: peer)
    }
    for number in 0..<3 { #expect(try await ask(number, from: "198.51.100.\(number)").status == 200) }
    let refused = try await ask(3, from: "198.51.100.200")
    #expect(refused.status == 429)
    #expect(Int(refused["Retry-After"] ?? "") ?? 0 > 0)
    // A page that is kept costs nothing, and another network has its own.
    #expect(try await ask(0, from: "198.51.100.200").status == 200)
    #expect(try await ask(4, from: "192.0.2.1").status == 200)
    site.seconds += 61
    #expect(try await ask(5, from: "198.51.100.200").status == 200)
  }

  @Test func believesOnlyItsProxiesAboutClients() async throws {
    let site = Site(TableResolver(lines: Worlds.story)) { $0.limits.perNetwork = 1 }
    func ask(_ number: Int, from peer: String, for client: String) async throws -> Int {
      try await site.get(
        "/why?s=mfrom;id=a\(number)@corp.example.com;ip=203.0.113.25;r=x.example",
        [("X-Forwarded-For", client)], from: peer
      ).status
    }
    #expect(try await ask(0, from: "127.0.0.1", for: "198.51.100.1") == 200)
    #expect(try await ask(1, from: "127.0.0.1", for: "192.0.2.1") == 200)
    #expect(try await ask(2, from: "127.0.0.1", for: "192.0.2.77") == 429)
    #expect(try await ask(3, from: "203.0.113.9", for: "10.0.0.1") == 200)
    #expect(try await ask(4, from: "203.0.113.9", for: "10.1.0.1") == 429)
  }

  @Test func limitsTheQueriesOfAPage() async throws {
    let resolver = CountingResolver(TableResolver(lines: Worlds.story))
    let site = Site(resolver) { $0.limits.queries = 10 }
    _ = try await site.get("/why?" + WhyPageTests.story)
    #expect(resolver.count <= 10)
  }

  @Test func countsAQuestionOfManyAtOnceOnce() async throws {
    let resolver = GatedResolver(TableResolver(lines: Worlds.story))
    let site = Site(resolver) {
      $0.limits.perNetwork = 1
      $0.limits.atOnce = 1
    }
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      group.addTask { try await site.get("/why?" + WhyPageTests.story).status }
      await resolver.waitUntilAsked()
      for _ in 0..<20 { group.addTask { try await site.get("/why?" + WhyPageTests.story).status } }
      // Another question is one too many meanwhile.
      let other = try await site.get("/why?s=mfrom;id=other@corp.example.com;ip=203.0.113.25;r=x.example")
      #expect(other.status == 429)
      resolver.open()
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses == Array(repeating: 200, count: 21))
  }

  /// Answers once it is told to.
  final class GatedResolver: ImmediateResolver {
    private let resolver: TableResolver
    private let asked = AsyncStream.makeStream(of: Void.self)
    private let gate = AsyncStream.makeStream(of: Void.self)

    init(_ resolver: TableResolver) { self.resolver = resolver }

    func waitUntilAsked() async { for await _ in asked.stream { return } }
    func open() { gate.continuation.finish() }
    func answerAtHand(to question: DNSQuestion) -> DNSAnswer? { nil }

    func answer(to question: DNSQuestion) async -> DNSAnswer {
      asked.continuation.yield()
      for await _ in gate.stream {}
      return await resolver.answer(to: question)
    }
  }

  /// Counts what is asked.
  final class CountingResolver: ImmediateResolver {
    private let resolver: TableResolver
    private let asked = Mutex(0)

    init(_ resolver: TableResolver) { self.resolver = resolver }

    var count: Int { asked.withLock { $0 } }
    func answerAtHand(to question: DNSQuestion) -> DNSAnswer? { nil }

    func answer(to question: DNSQuestion) async -> DNSAnswer {
      asked.withLock { $0 += 1 }
      return await resolver.answer(to: question)
    }
  }
}
