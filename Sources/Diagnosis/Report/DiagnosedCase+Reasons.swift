extension DiagnosedCase {
  /// A reason for the verdict, as a person reads it.
  public struct Reason: Sendable, Hashable {
    /// In English.
    public let english: String
    /// In Japanese.
    public let japanese: String
  }

  /// The weightiest observations in favour of the verdict that DNS alone gives, no more than `most`: none of what only a
  /// log can tell.
  public func reasons(most: Int) -> [Reason] {
    let cause = ranking[0].cause
    return evidenceToRead.filter { entry in
      entry.weight > 0 && (entry.weights[cause] ?? 0) > 0 && !Self.ofLog.contains(entry.evidence.code)
    }.prefix(most).map { entry in
      Reason(english: entry.evidence.detail, japanese: JapaneseEvidence.text(entry.evidence))
    }
  }

  private static let ofLog: Set<EvidenceCode> = [
    .resultNotAuthorised, .resultPermerror, .resultTemperror, .permerrorNotSeenNow,
  ]
}
