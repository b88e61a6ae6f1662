public import SPF

/// A change to one record: as small as possible, and checked.
public struct RecordEdit: Sendable, Hashable {
  /// The domain whose record it is.
  public let domain: DomainName
  /// The record as published; nil if there is none, or several.
  public let before: String?
  /// The record to publish.
  public let after: String
  /// The terms that were added, or corrected.
  public let terms: [String]
  /// Terms that cause DNS queries in the whole tree afterwards, of 10.
  public let lookups: Int
  /// Void lookups in the whole tree afterwards, of 2.
  public let voidLookups: Int
  /// Whether the clients of the case pass with it, evaluated with the record as it would be.
  public let passes: Bool
}
