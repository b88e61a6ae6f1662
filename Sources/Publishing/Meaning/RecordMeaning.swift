public import SPF

/// What a domain's record says about every address there is: the result, and the term that gives it.
///
/// It is the partial evaluation of check_host() (RFC 7208 section 4) over the whole of both address spaces at once.
/// The limits on lookups and void lookups are kept for each address by itself, as an evaluation keeps them: an
/// address that an early term matches has its result, even if others run into permerror. Terms that need a message
/// (`ptr`, and macros of the client, the sender or the HELO name) are remembered as conditions.
public struct RecordMeaning: Sendable {
  /// The domain.
  public let domain: DomainName
  /// The pieces in the order found. Those without conditions do not overlap; for each address there is one of them,
  /// or there are several with conditions, of which each message meets one.
  public let pieces: [MeaningPiece]
  /// What was asked, in order, with the answers.
  public let answers: [(question: DNSQuestion, answer: DNSAnswer)]

  /// The meaning of the record of `domain`.
  public static func of(
    _ domain: DomainName, resolver: some Resolver, limits: Limits = .rfc7208
  ) async throws(MeaningError) -> RecordMeaning {
    var evaluation = MeaningEvaluation(checked: domain, limits: limits, resolver: resolver)
    try await evaluation.run()
    return RecordMeaning(domain: domain, pieces: evaluation.pieces, answers: evaluation.answers)
  }

  /// The addresses that get `result` from every message.
  public func addresses(with result: SPFResult) -> NetworkSet {
    let certain = pieces.filter { $0.conditions.isEmpty && $0.outcome == .result(result) }
    return NetworkSet(ranges: certain.flatMap(\.addresses.ranges))
  }

  /// The terms that depend on the message, and the addresses that get as far as each.
  public var remainder: [(place: TermPlace, addresses: NetworkSet)] {
    var order: [TermPlace] = []
    var sets: [TermPlace: NetworkSet] = [:]
    func add(_ place: TermPlace, _ set: NetworkSet) {
      if let old = sets[place] {
        sets[place] = old.union(set)
      } else {
        order.append(place)
        sets[place] = set
      }
    }
    for piece in pieces {
      for condition in piece.conditions { add(condition.place, piece.addresses) }
      if piece.outcome == .open, let place = piece.place { add(place, piece.addresses) }
    }
    return order.map { ($0, sets[$0] ?? NetworkSet()) }
  }

  /// The record of the domain itself; nil if there is none.
  public var record: SPFRecord? {
    if case .record(let record)? = answers.first?.answer.selection { record } else { nil }
  }

  /// Whether there is anything that means to be a record, be it broken.
  var isPublished: Bool {
    if case .none? = answers.first?.answer.selection { false } else { true }
  }

  /// The least TTL of all answers in seconds; 0 if one could not be had.
  public var leastTTL: UInt32 { answers.map(\.answer.ttl).min() ?? 0 }

  /// A question that DNS did not answer, and why; nil if there is none. What depends on it is not known: that a check
  /// gives temperror now says nothing of what the next one gives.
  public var unanswered: (question: DNSQuestion, failure: DNSFailure)? {
    for (question, answer) in answers {
      if case .failure(let failure) = answer.status { return (question, failure) }
    }
    return nil
  }
}
