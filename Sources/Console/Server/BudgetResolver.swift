internal import SPF
internal import Synchronization

/// Asks another resolver so often and no more. What that has at hand costs nothing.
final class BudgetResolver: ImmediateResolver {
  private let base: any ImmediateResolver
  private let left: Mutex<Int>

  init(_ base: any ImmediateResolver, queries: Int) {
    self.base = base
    left = Mutex(queries)
  }

  /// Whether a question was not asked for want of budget.
  var isSpent: Bool { left.withLock { $0 < 0 } }

  func answerAtHand(to question: DNSQuestion) -> DNSAnswer? { base.answerAtHand(to: question) }

  func answer(to question: DNSQuestion) async -> DNSAnswer {
    if let answer = base.answerAtHand(to: question) { return answer }
    let mayAsk = left.withLock { left in
      left = max(-1, left - 1)
      return left >= 0
    }
    guard mayAsk else { return .failure(.notAsked("one page asks only so much")) }
    return await base.answer(to: question)
  }
}
