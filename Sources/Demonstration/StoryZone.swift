/// The zones of the story as RFC 1035 master files; Examples/zones holds the same text.
public enum StoryZone {
  /// The record as it was written for the old servers, and as it still is when the server has been replaced.
  public static let before = zone(record: "v=spf1 mx ip4:192.0.2.10/32 ip4:192.0.2.11/32 -all", serial: 1)

  /// The record with the new server.
  public static let after = zone(
    record: "v=spf1 mx ip4:192.0.2.10/32 ip4:192.0.2.11/32 ip4:203.0.113.25 -all", serial: 2)

  /// The TTL of every record, in seconds: short, so that the story can wait for it.
  static let ttl = 2

  /// The line of the SPF record.
  static func record(of zone: String) -> String {
    let line = zone.split(separator: "\n").first { $0.contains("v=spf1") } ?? ""
    let text = line.drop { $0 == " " }
    return "corp.example.com. \(ttl) \(text)"
  }

  private static func zone(record: String, serial: Int) -> String {
    """
    ; The story: the company's mail domain, and its national domain, in which the new server is.
    $TTL \(ttl)
    $ORIGIN corp.example.com.
    @        IN SOA ns1.corp.example.com. hostmaster.corp.example.com. \(serial) 3600 600 86400 \(ttl)
             IN NS  ns1
             IN MX  10 mx
             IN TXT "\(record)"
    ns1      IN A   192.0.2.53
    mx       IN A   192.0.2.10
    mail     IN A   192.0.2.11

    $ORIGIN corp.example.jp.
    @        IN SOA ns1.corp.example.com. hostmaster.corp.example.com. \(serial) 3600 600 86400 \(ttl)
             IN NS  ns1.corp.example.com.
    mail2    IN A   203.0.113.25

    $ORIGIN 113.0.203.in-addr.arpa.
    @        IN SOA ns1.corp.example.com. hostmaster.corp.example.com. \(serial) 3600 600 86400 \(ttl)
             IN NS  ns1.corp.example.com.
    25       IN PTR mail2.corp.example.jp.

    """
  }
}
