internal import NIOConcurrencyHelpers
internal import SPF

/// What a resolver has at hand, and answers that were fetched from it; remembers which question was missing, so that
/// what is decided at hand can be tried again when that is answered.
final class FetchedAnswers<R: ImmediateResolver>: ImmediateResolver {
  private struct State {
    var answers: [DNSQuestion: DNSAnswer] = [:]
    var missing: DNSQuestion?
  }

  private let resolver: R
  private let state = NIOLockedValueBox(State())

  init(_ resolver: R) {
    self.resolver = resolver
  }

  /// The question that had no answer when it was last asked.
  var missing: DNSQuestion? { state.withLockedValue { $0.missing } }

  func keep(_ answer: DNSAnswer, to question: DNSQuestion) {
    state.withLockedValue {
      $0.answers[question] = answer
      $0.missing = nil
    }
  }

  func answerAtHand(to question: DNSQuestion) -> DNSAnswer? {
    if let answer = state.withLockedValue({ $0.answers[question] }) { return answer }
    if let answer = resolver.answerAtHand(to: question) { return answer }
    state.withLockedValue { $0.missing = question }
    return nil
  }

  func answer(to question: DNSQuestion) async -> DNSAnswer {
    await resolver.answer(to: question)
  }
}
