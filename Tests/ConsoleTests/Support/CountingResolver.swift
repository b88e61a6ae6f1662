import SPF
import Synchronization
import TestSupport

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
