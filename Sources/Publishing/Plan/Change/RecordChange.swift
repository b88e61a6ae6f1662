public import SPF

/// A change to a record in its two stages: first what is new is added, later what is old is removed.
public struct RecordChange: Sendable {
  /// The record as published, or all of them if there are several; nil if there is none.
  public let before: String?
  /// With what is new, and what is old: for the time of the move.
  public let during: String
  /// With what is new only.
  public let after: String
  /// The terms added.
  public let added: [String]
  /// The terms removed.
  public let removed: [String]
  /// What was to be added, and passes already.
  public let passing: [String]
  /// The terms added that let a server pass or not depending on the message.
  public let messageDependent: [String]
  /// What the first stage changes in meaning.
  public let addition: MeaningDifference
  /// What the second stage changes in meaning.
  public let removal: MeaningDifference
  /// Terms that cause DNS queries in the whole tree, of 10: the most of both stages.
  public let lookups: Int
  /// Void lookups in the whole tree, of 2: the most of both stages.
  public let voidLookups: Int
  /// What is wrong with the record as published, whoever asks, in parts of sentences.
  public let problemsBefore: [String]
  /// What would still be wrong with the record of the end.
  public let problemsAfter: [String]
  /// What of the servers that go passes only by names that must stay until they are gone.
  public let held: HeldNames
  /// What the owner should know, in sentences.
  public let warnings: [String]
  /// The names and types of the tree with their TTLs in seconds as the resolver gave them.
  public let tree: [(question: DNSQuestion, ttl: UInt32)]
  /// What of the tree is asked only after the addition.
  public let newlyAsked: [DNSQuestion]

  /// Whether nobody gets what the record was meant to say, so that the change cannot come too early.
  public var isRepair: Bool { !problemsBefore.isEmpty }
}
