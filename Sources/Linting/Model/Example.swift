/// An example of what a rule reports, or does not. The domain is always example.com, and zones are relative to it.
public enum Example: Sendable {
  /// The text of a record.
  case record(String)
  /// A zone file; it also answers for the names of others that stand in it.
  case zone(String)
  /// What the resolver answers from, and what each authoritative server does; an empty one is silent.
  case servers(resolver: String, [String])
  /// A zone, and the time in seconds that all questions took.
  case slow(zone: String, seconds: Int)
  /// A record that is to take the place of the one in the zone.
  case change(zone: String, record: String)
  /// A zone file, and what the world's DNS holds.
  case elsewhere(file: String, world: String)
  /// Hosts that send for the domain, as ``Sender/init(_:)`` reads them, and one of the others.
  indirect case sending([String], Example)

  /// The example as text for the documentation.
  public var text: String {
    switch self {
    case .record(let text): text
    case .zone(let text): text
    case .servers(let resolver, let servers):
      (["; the resolver answers", resolver.isEmpty ? "; nothing" : resolver]
        + servers.enumerated().flatMap {
          ["; server \($0.offset + 1) answers", $0.element.isEmpty ? "; nothing" : $0.element]
        }).joined(separator: "\n")
    case .slow(let zone, let seconds): "\(zone)\n; all questions took \(seconds) seconds"
    case .change(let zone, let record): "\(zone)\n; to become\n; \(record)"
    case .elsewhere(let file, let world): "\(file)\n; but DNS has\n\(world)"
    case .sending(let senders, let example):
      senders.map { "; \($0) sends" }.joined(separator: "\n") + "\n" + example.text
    }
  }
}

extension Example {
  /// A small zone of example.com, and the same with another record.
  static let published = zoneText(record: "v=spf1 ip4:203.0.113.1 -all")
  static let changed = zoneText(record: "v=spf1 ip4:203.0.113.2 -all")

  private static func zoneText(record: String) -> String {
    "@ TXT \"\(record)\"\n@ SOA ns1 postmaster 7 3600 600 86400 300\n@ NS ns1"
  }
}
