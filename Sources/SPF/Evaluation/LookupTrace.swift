/// One question put to DNS during an evaluation, and its answer.
public struct LookupTrace: Sendable {
  /// What was asked.
  public let question: DNSQuestion
  /// What was answered, with the TTL left.
  public let answer: DNSAnswer
  /// Whether it counts as a void lookup (RFC 7208 section 4.6.4).
  public var isVoid: Bool

  /// A question with its answer.
  public init(question: DNSQuestion, answer: DNSAnswer, isVoid: Bool = false) {
    self.question = question
    self.answer = answer
    self.isVoid = isVoid
  }
}
