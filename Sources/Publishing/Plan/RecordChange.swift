public import SPF

/// A change to a record in its two stages: first what is new is added, later what is old is removed.
public struct RecordChange: Sendable {
  /// The record as published; nil if there is none.
  public let before: String?
  /// With what is new, and what is old: for the time of the move.
  public let during: String
  /// With what is new only.
  public let after: String
  /// The terms added.
  public let added: [String]
  /// The terms removed.
  public let removed: [String]
  /// What the first stage changes in meaning.
  public let addition: MeaningDifference
  /// What the second stage changes in meaning.
  public let removal: MeaningDifference
  /// Terms that cause DNS queries in the whole tree, of 10: the most of both stages.
  public let lookups: Int
  /// Void lookups in the whole tree, of 2: the most of both stages.
  public let voidLookups: Int
  /// What the owner should know, in sentences.
  public let warnings: [String]
  /// The names and types of the tree with their TTLs in seconds as the resolver gave them.
  public let tree: [(question: DNSQuestion, ttl: UInt32)]
}
