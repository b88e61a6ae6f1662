public import SPF

/// What DNS holds, in memory: the content of zone files or of a test scenario.
public struct ZoneData: Sendable {
  /// What a name holds.
  public struct Entry: Sendable {
    /// The records of each type with their least TTL in seconds; an empty list never stands here.
    public var records: [DNSRecordType: (data: DNSAnswer.Records, ttl: UInt32)] = [:]
    /// The target of a CNAME record and its TTL.
    public var alias: (target: DomainName, ttl: UInt32)?
    /// Types whose query ends in this failure.
    public var failures: [DNSRecordType: DNSFailure] = [:]
    /// How queries end for which nothing else is given; nil for "no data".
    public var otherwise: DNSFailure?

    /// A name without anything.
    public init() {}

    /// Adds records of `type`; the least TTL counts for all of them (RFC 2181 section 5.2).
    public mutating func add(_ new: DNSAnswer.Records, type: DNSRecordType, ttl: UInt32) {
      guard let old = records[type] else {
        records[type] = (new, ttl)
        return
      }
      let joined: DNSAnswer.Records
      switch (old.data, new) {
      case (.addresses(let one), .addresses(let other)): joined = .addresses(one + other)
      case (.mailExchanges(let one), .mailExchanges(let other)): joined = .mailExchanges(one + other)
      case (.names(let one), .names(let other)): joined = .names(one + other)
      case (.texts(let one), .texts(let other)): joined = .texts(one + other)
      default: joined = new
      }
      records[type] = (joined, min(old.ttl, ttl))
    }
  }

  /// What each name holds. A name that is absent does not exist, unless a name below it does.
  public var entries: [DomainName: Entry] = [:]
  /// The negative TTL in seconds below each zone's apex (RFC 2308 section 5).
  public var negativeTTLs: [DomainName: UInt32] = [:]

  /// No names.
  public init() {}

  /// Adds everything that `other` holds.
  public mutating func merge(_ other: ZoneData) {
    for (name, entry) in other.entries {
      guard var own = entries[name] else {
        entries[name] = entry
        continue
      }
      for (type, records) in entry.records { own.add(records.data, type: type, ttl: records.ttl) }
      own.alias = entry.alias ?? own.alias
      own.failures.merge(entry.failures) { $1 }
      own.otherwise = entry.otherwise ?? own.otherwise
      entries[name] = own
    }
    negativeTTLs.merge(other.negativeTTLs) { min($0, $1) }
  }
}
