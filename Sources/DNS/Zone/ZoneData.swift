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
      guard var old = records.removeValue(forKey: type) else {
        records[type] = (new, ttl)
        return
      }
      // What holds the list is let go before the list grows, or each record added would copy all before it.
      var data = old.data
      old.data = .none
      records[type] = (Self.joined(&data, new), min(old.ttl, ttl))
    }

    private static func joined(
      _ old: inout DNSAnswer.Records, _ new: DNSAnswer.Records
    ) -> DNSAnswer.Records {
      switch (old, new) {
      case (.addresses(var one), .addresses(let other)):
        old = .none
        one += other
        return .addresses(one)
      case (.mailExchanges(var one), .mailExchanges(let other)):
        old = .none
        one += other
        return .mailExchanges(one)
      case (.names(var one), .names(let other)):
        old = .none
        one += other
        return .names(one)
      case (.texts(var one), .texts(let other)):
        old = .none
        one += other
        return .texts(one)
      default: return new
      }
    }
  }

  /// What each name holds. A name that is absent does not exist, unless a name below it does.
  public var entries: [DomainName: Entry] = [:]
  /// The negative TTL in seconds below each zone's apex (RFC 2308 section 5).
  public var negativeTTLs: [DomainName: UInt32] = [:]

  /// The serial number of each zone, by its apex.
  public var serials: [DomainName: UInt32] = [:]

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
    serials.merge(other.serials) { max($0, $1) }
  }
}
