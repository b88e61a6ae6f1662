internal import DNS
internal import SPF

/// What one address of an authoritative server answers.
struct ServerAnswer: Sendable {
  /// The name of the server.
  let host: DomainName
  let address: IPAddress
  /// The zone that it was asked about.
  let apex: DomainName
  /// The answer to the TXT question for the domain.
  let texts: DNSAnswer
  /// The answer to the MX question for the domain.
  let exchanges: DNSAnswer
  /// The answers to the SOA and the NS question for the zone.
  let zone: DNSAnswer
  let nameServers: DNSAnswer

  /// `ns1.example.com (192.0.2.53)`.
  var shown: String { "\(host) (\(address))" }

  /// The SPF records, sorted; nil if the server does not answer for the zone, or only says where others have them.
  var records: [[UInt8]]? {
    guard isUsable, !texts.details.isChainOpen else { return nil }
    return texts.sortedSPFRecords
  }

  /// The TXT records of an answer.
  var published: [PublishedText] {
    guard case .texts(let list) = texts.records else { return [] }
    return list.map { PublishedText($0) }
  }

  /// Whether it answers, and for the zone.
  var isUsable: Bool {
    if case .failure = texts.status { return false }
    return texts.details.isAuthoritative
  }
}

extension DNSAnswer {
  /// The SPF records among the TXT records, in an order that does not depend on who answered.
  var sortedSPFRecords: [[UInt8]] {
    guard case .texts(let list) = records else { return [] }
    return list.map(\.joined).filter(SPFRecord.hasVersion).sorted { $0.lexicographicallyPrecedes($1) }
  }
}
