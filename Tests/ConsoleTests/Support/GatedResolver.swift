import SPF
import TestSupport

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
