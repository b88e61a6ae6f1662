import DNS
import Metrics
import SPF
import Synchronization
import Testing

@Suite("A limit on questions under way", .timeLimit(.minutes(10)))
struct LimitedResolverTests {
  /// Answers when it is told to.
  private final class Held: Resolver {
    private struct State {
      var asked: [DNSQuestion] = []
      var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    var asked: [DNSQuestion] { state.withLock { $0.asked } }

    func answer(to question: DNSQuestion) async -> DNSAnswer {
      await withCheckedContinuation { continuation in
        state.withLock {
          $0.asked.append(question)
          $0.waiting.append(continuation)
        }
      }
      return .noData(ttl: 60)
    }

    func release() { state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }?.resume() }
  }

  private func question(_ number: Int) throws -> DNSQuestion {
    DNSQuestion(try #require(DomainName("h\(number).example.com")), .a)
  }

  @Test("beyond the limit questions wait, beyond the line they fail, and both are told in the metrics")
  func limits() async throws {
    let held = Held()
    var limits = QueryLimits()
    limits.atOnce = 1
    limits.inLine = 1
    let resolver = LimitedResolver(held, limits: limits)
    func value(_ name: String) -> String? { resolver.metrics.first { $0.name == name }?.samples[0].value }
    let questions = try (0..<3).map(question)
    let first = Task { await resolver.answer(to: questions[0]) }
    while held.asked.isEmpty { await Task.yield() }
    let second = Task { await resolver.answer(to: questions[1]) }
    while value("spf_dns_questions_in_line") != "1" { await Task.yield() }
    #expect(await resolver.answer(to: questions[2]).status == .failure(CAresResolver.overloaded))
    #expect(value("spf_dns_questions_refused_total") == "1")
    #expect(held.asked == [questions[0]])
    held.release()
    #expect(await first.value.status == .noData)
    while held.asked.count < 2 { await Task.yield() }
    held.release()
    #expect(await second.value.status == .noData)
    #expect(value("spf_dns_questions_in_line") == "0")
  }

  @Test("a question that is given up in line is none that was refused")
  func cancelled() async throws {
    let held = Held()
    var limits = QueryLimits()
    limits.atOnce = 1
    let resolver = LimitedResolver(held, limits: limits)
    let questions = try (0..<2).map(question)
    let first = Task { await resolver.answer(to: questions[0]) }
    while held.asked.isEmpty { await Task.yield() }
    let second = Task { await resolver.answer(to: questions[1]) }
    second.cancel()
    #expect(await second.value.status == .failure(.timeout))
    held.release()
    _ = await first.value
    #expect(held.asked == [questions[0]])
    #expect(resolver.metrics.first { $0.name == "spf_dns_questions_refused_total" }?.samples[0].value == "0")
  }
}
