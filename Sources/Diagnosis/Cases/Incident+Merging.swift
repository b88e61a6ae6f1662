extension Incident {
  /// This and `other`, of the same domain, as if one client had sent both. Of bounded size, as each of them is.
  func merged(with other: Incident) -> Incident {
    var sum = self
    sum.messages += other.messages
    sum.scopes.merge(other.scopes, uniquingKeysWith: +)
    sum.results.merge(other.results, uniquingKeysWith: +)
    sum.dispositions.merge(other.dispositions, uniquingKeysWith: +)
    sum.held += other.held
    sum.first = [first, other.first].compactMap { $0 }.min()
    sum.last = [last, other.last].compactMap { $0 }.max()
    sum.recipients.merge(other.recipients)
    sum.senders.merge(other.senders)
    sum.times = Array((times + other.times).sorted().prefix(Self.mostTimes))
    for (pair, times) in other.attempts
    where sum.attempts[pair] != nil || sum.attempts.count < Self.mostAttempts {
      sum.attempts[pair] = Array(((sum.attempts[pair] ?? []) + times).prefix(Self.mostAttemptTimes))
    }
    return sum
  }
}
