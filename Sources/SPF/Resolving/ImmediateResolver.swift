/// A resolver that can tell at once whether it has the answer: a cache, or zone data in memory.
public protocol ImmediateResolver: Resolver {
  /// The answer to `question` if it is at hand, with the TTL that is left; nil if it must be fetched with
  /// ``Resolver/answer(to:)``. Never blocks on I/O.
  func answerAtHand(to question: DNSQuestion) -> DNSAnswer?

  /// The plan for the domain of `identity`, made of answers that are still at hand. Only a cache has plans.
  func plan(for identity: borrowing Identity) -> PlanAtHand

  /// An evaluation of `domain` that wanted a plan has ended: the moment to make one of what is at hand.
  func makePlan(for domain: DomainName)
}

extension ImmediateResolver {
  /// There are no plans.
  public func plan(for identity: borrowing Identity) -> PlanAtHand { .none }

  /// There are no plans.
  public func makePlan(for domain: DomainName) {}
}
