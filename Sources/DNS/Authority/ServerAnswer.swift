public import SPF

/// What one address of an authoritative server answers.
public struct ServerAnswer: Sendable {
  /// The name of the server; nil if only its address is known.
  public let host: DomainName?
  /// Where it was asked.
  public let server: ServerAddress
  /// The answer to the TXT question for the domain.
  public let texts: DNSAnswer
  /// The answer to the SOA question for the zone.
  public let zone: DNSAnswer
  /// The zone that it was asked about.
  public let apex: DomainName
  /// The answer to the MX question for the domain; nil if it was not asked.
  public let exchanges: DNSAnswer?
  /// The answer to the NS question for the zone; nil if it was not asked.
  public let nameServers: DNSAnswer?

  /// `ns1.example.com (192.0.2.53)`.
  public var shown: String { host.map { "\($0) (\(server.address))" } ?? "\(server)" }

  /// The TXT records, sorted, strings joined; nil if the server does not answer for the zone, or only says where others
  /// have them.
  public var contents: [[UInt8]]? {
    guard isUsable, !texts.details.isChainOpen else { return nil }
    guard case .texts(let list) = texts.records else { return [] }
    return list.map(\.joined).sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The SPF records, sorted; nil if the server does not answer for the zone.
  public var records: [[UInt8]]? { contents?.filter(SPFRecord.hasVersion) }

  /// Whether it answers, and for the zone.
  public var isUsable: Bool {
    if case .failure = texts.status { return false }
    return texts.details.isAuthoritative && !texts.details.isAboutOthers
  }

  /// What is wrong with a server that is not usable; a sentence part that follows ``shown``.
  public var complaint: String? {
    if case .failure(let failure) = texts.status { return "does not answer: \(failure)" }
    if texts.details.isAboutOthers { return "answers with records of other names" }
    return isUsable ? nil : "answers, but not for this zone (lame)"
  }

  /// The newest of the serials that the servers have (RFC 1982: it is less than half the space ahead of the others);
  /// nil if none has one.
  public static func newestSerial(of answers: [ServerAnswer]) -> UInt32? {
    let serials = answers.compactMap(\.zone.details.serial)
    guard let first = serials.first else { return nil }
    return serials.reduce(first) { Int32(truncatingIfNeeded: $1 &- $0) > 0 ? $1 : $0 }
  }
}
