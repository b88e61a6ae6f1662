public import SPF

/// Stands for the world where nobody is to be asked.
public struct UnaskedResolver: ImmediateResolver {
  private let answer: DNSAnswer

  /// A resolver that answers that it asked nobody, and why.
  public init(_ why: String) {
    answer = .failure(.notAsked(why))
  }

  /// Always the same failure.
  public func answer(to question: DNSQuestion) async -> DNSAnswer { answer }

  /// Always the same failure.
  public func answerAtHand(to question: DNSQuestion) -> DNSAnswer? { answer }
}
