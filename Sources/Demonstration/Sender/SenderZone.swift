internal import DNS
internal import SPF

/// The company's zone in the story of the planned replacement.
enum SenderZone {
  static let domain = "corp.example.com"
  /// The TTL of every record before the replacement, in seconds.
  static let ttl: UInt32 = 3600
  static let before = "v=spf1 mx ip4:192.0.2.10/32 ip4:192.0.2.11/32 -all"
  static let after = "v=spf1 mx ip4:192.0.2.10/32 ip4:203.0.113.25 -all"

  /// The line that publishes a record.
  static func line(_ record: String) -> String { "\(domain). \(ttl) IN TXT \"\(record)\"" }

  /// The zone with these lines.
  static func resolver(_ lines: String) throws -> ZoneResolver {
    let text = """
      $TTL \(ttl)
      $ORIGIN \(domain).
      @        IN SOA ns1 hostmaster 1 3600 600 86400 \(ttl)
               IN NS  ns1
               IN MX  10 mx
      ns1      IN A   192.0.2.53
      mx       IN A   192.0.2.10
      mail     IN A   192.0.2.11
      mail2    IN A   203.0.113.25
      \(lines)

      """
    return ZoneResolver(try MasterFileReader(file: "sender.zone").zoneData(Array(text.utf8)))
  }
}
