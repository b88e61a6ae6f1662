public import SPF

/// A domain's record with everything it refers to: which networks it authorises, by which term, and what it
/// costs. Unlike a check it has no client, so every term is looked up that a check can get to.
public struct RecordSurvey: Sendable {
  /// A record, or why there is none.
  public struct Node: Sendable {
    /// The domain.
    public let domain: DomainName
    /// The answer to the TXT query.
    public let answer: DNSAnswer
    /// The record; nil if there is none or it cannot be used.
    public var record: SPFRecord?
    /// One entry for each term of ``record``.
    public var terms: [Entry] = []
    /// Why there is no record, or why evaluation would end in it.
    public var problem: Problem?
  }

  /// A term and what it stands for.
  public struct Entry: Sendable {
    /// The term as published.
    public let text: String
    /// The directive, if it is one.
    public let directive: Directive?
    /// The networks it names; for `a` and `mx` those of the addresses found. Empty behind `all`.
    public var networks: [Network] = []
    /// The record it refers to, for `include` and `redirect`. An array because a value cannot hold itself.
    public var nested: [Node] = []
    /// Which of the terms that count toward the lookup limit it is, from 1.
    public var lookupNumber: Int?
    /// What cannot be told without a message, or what went wrong.
    public var note: String?
    /// The error that a check ends with which gets to this term, whoever the client is; nil if it goes on.
    public var error: SPFResult?
    /// Whether it matches every client: `all`, and `exists` of a name that does.
    public var matchesEveryClient = false
  }

  /// A network and where it comes from.
  public struct Network: Sendable {
    /// The network.
    public let network: IPNetwork
    /// The host whose address it is; nil for `ip4` and `ip6`.
    public let host: DomainName?
    /// The TTL of that address in seconds; nil for `ip4` and `ip6`, which have the record's.
    public let ttl: UInt32?
  }

  /// The record of the domain asked for.
  public let root: Node
  /// Terms that cause DNS queries in the whole tree; may be over the limit.
  public let lookups: Int
  /// Void lookups in the whole tree, for a message that nothing before them matches.
  public let voidLookups: Int
  /// The least TTL of all answers, in seconds.
  public let leastTTL: UInt32
  /// Whether the survey stopped because the tree is too large or refers to itself.
  public let isIncomplete: Bool

  /// Looks up the record of `domain` and everything it refers to.
  public static func survey(_ domain: DomainName, resolver: some Resolver) async -> RecordSurvey {
    var surveyor = Surveyor()
    let root = await surveyor.node(domain, path: [], resolver: resolver)
    return RecordSurvey(
      root: root, lookups: surveyor.lookups, voidLookups: surveyor.voids, leastTTL: surveyor.leastTTL,
      isIncomplete: surveyor.isIncomplete)
  }
}
