/// That a domain has no SPF record, as a cache knows it: the answer for most HELO names, and all of the evaluation.
///
/// Which domain that is, the check knows: a name in here would be counted each time a plan is handed on.
package struct RecordAbsence: Sendable {
  private let exists: Bool
  private let ttl: UInt32

  /// The absence that a TXT answer tells of, good for `ttl` seconds; nil if it tells of none, or if check_host() would
  /// not begin with this domain (RFC 7208 section 4.3).
  package init?(of domain: DomainName, in answer: DNSAnswer, ttl: UInt32) {
    guard domain.labelCount > 1, !domain.hasNumericTopLabel else { return nil }
    switch answer.status {
    case .noName: exists = false
    case .noData: exists = true
    case .records:
      guard case .none = answer.selection else { return nil }
      exists = true
    case .failure: return nil
    }
    self.ttl = ttl
  }

  /// The outcome (sections 4.3 and 4.5): none.
  func outcome(_ identity: consuming Identity, of domain: DomainName, client: IPAddress) -> CheckOutcome {
    var counters = Counters()
    counters.questions = 1
    return CheckOutcome(
      result: .none, identity: identity, client: client, matched: nil, includedMatch: nil,
      problem: Problem(exists ? .noRecord : .domainDoesNotExist, domain: domain), counters: counters, ttl: ttl
    )
  }
}
