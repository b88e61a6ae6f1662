public import SPF

/// The complete TXT records of a name as published, and who says so.
public struct PublishedTexts: Sendable {
  /// The domain.
  public let domain: DomainName
  /// The name where its zone begins.
  public let zone: DomainName
  /// All TXT records, whatever they are for; empty if there are none.
  public let texts: [TextRecord]
  /// The TTL of the whole set in seconds; without records the negative TTL (RFC 2308 section 5).
  public let ttl: UInt32
  /// The name servers that were asked, and agree.
  public let servers: [String]
  /// Whether the TTL is that of the authoritative servers. If not it comes from a cache, or is assumed, and may be less
  /// than what is published.
  public let isAuthoritative: Bool
  /// What the owner should know about the name servers, in sentences.
  public let warnings: [String]
  /// Whether the name exists, with records of whatever type.
  public internal(set) var nameExists = true
  /// The name at the end of a chain of aliases (CNAME) that begins at the domain; nil without one.
  public internal(set) var canonicalName: DomainName?
  /// The types of the records that a wildcard (RFC 4592) gives to the domain, which has none of its own.
  public internal(set) var wildcardTypes: Set<DNSRecordType> = []

  /// Texts as published.
  public init(
    domain: DomainName, zone: DomainName, texts: [TextRecord], ttl: UInt32, servers: [String],
    isAuthoritative: Bool, warnings: [String] = []
  ) {
    self.domain = domain
    self.zone = zone
    self.texts = texts
    self.ttl = ttl
    self.servers = servers
    self.isAuthoritative = isAuthoritative
    self.warnings = warnings
  }

  /// The TXT records that stand at the domain itself: what an update can require and delete.
  var ownTexts: [TextRecord] { wildcardTypes.contains(.txt) ? [] : texts }

  /// The SPF records, all of them: there should be one.
  var records: [TextRecord] { texts.filter { SPFRecord.hasVersion($0.joined) } }

  /// The set with `record` as its SPF record, in the place of the one, or of all, that are there.
  func publishing(_ record: String) -> [TextRecord] {
    let new = TextRecord(strings: StringSplitter.split(record))
    guard let index = texts.firstIndex(where: { SPFRecord.hasVersion($0.joined) }) else {
      return texts + [new]
    }
    var out = texts
    // The same record stays as its owner has split it.
    if out[index].joined != new.joined { out[index] = new }
    return out.enumerated().filter { $0.offset <= index || !SPFRecord.hasVersion($0.element.joined) }.map(
      \.element)
  }
}
