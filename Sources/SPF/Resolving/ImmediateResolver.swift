/// A resolver that can tell at once whether it has the answer: a cache, or zone data in memory.
public protocol ImmediateResolver: Resolver {
  /// The answer to `question` if it is at hand, with the TTL that is left; nil if it must be fetched with
  /// ``Resolver/answer(to:)``. Never blocks on I/O.
  func answerAtHand(to question: DNSQuestion) -> DNSAnswer?
}
