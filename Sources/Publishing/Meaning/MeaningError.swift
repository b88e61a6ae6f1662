public import SPF

/// Why the meaning of a record was not worked out.
public struct MeaningError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The domain.
  public let domain: DomainName
  /// The most ways of evaluation that are followed.
  public let limit: Int

  /// What is wrong, and what to do.
  public var description: String {
    "the record of \(domain) has more than \(limit) ways of evaluation. Use fewer terms with macros or ptr."
  }
}
