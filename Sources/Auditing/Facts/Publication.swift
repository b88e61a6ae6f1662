public import SPF

/// A record to publish, the smallest edit of the one that is there.
public struct Publication: Sendable {
  /// Where it is published.
  public let domain: DomainName
  /// What is there now, made printable; nil if there is no record.
  public let before: String?
  /// The record.
  public let after: String
  /// What is new in it, if single terms are.
  public let added: [String]
  /// Terms that cause DNS queries in the whole tree, of 10.
  public let lookups: Int
  /// Void lookups in the whole tree, of 2.
  public let voidLookups: Int
  /// What the owner should know, in sentences.
  public let warnings: [String]
  /// Seconds for which caches may keep what is there now.
  public let ttl: UInt32
}
