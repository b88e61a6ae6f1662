/// The zones of the story, with loopback addresses for the clients: those are what a test can connect from.
enum StoryZones {
  static let oldServer = "127.0.1.10"
  static let newServer = "127.0.1.25"
  static let sender = "support-info@corp.example.com"
  static let recipient = "me@receiver.example"

  static func zones(record: String = "v=spf1 mx ip4:\(oldServer)/32 -all") -> [String: String?] {
    [
      "corp.example.com": zone(
        "corp.example.com",
        """
        @    IN TXT "\(record)"
        @    IN MX 10 mx
        mx   IN A 127.0.1.11
        mail IN A \(oldServer)
        helo IN TXT "v=spf1 -all"
        own  IN TXT "v=spf1 a -all"
        own  IN A \(oldServer)
        """),
      "corp.example.jp": zone("corp.example.jp", "mail2 IN A \(newServer)"),
      "broken.example": zone("broken.example", "@ IN TXT \"v=spf1 ipv4:127.0.1.10 -all\""),
      "silent.example": String?.none,
    ]
  }

  /// A zone of these records, which hold for `ttl` seconds.
  static func zone(_ name: String, ttl: Int = 60, _ records: String) -> String {
    """
    $ORIGIN \(name).
    $TTL \(ttl)
    @ IN SOA ns1 hostmaster 1 3600 600 86400 60
    @ IN NS ns1
    ns1 IN A 127.0.0.1
    \(records)

    """
  }
}
