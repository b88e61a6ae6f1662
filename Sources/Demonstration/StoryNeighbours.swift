/// Who else sends mail to the receiver of the story, so that its history looks as one does.
enum StoryNeighbours {
  /// A sender, how many messages it sends on each of its days, and when.
  struct Habit {
    let message: Message
    let count: Int
    /// The hour of the day, from 0.
    let hour: Int
    /// Whether it sends so many days before the present.
    let isDay: @Sendable (Int) -> Bool
  }

  /// The record of a shop while it had both servers, and since somebody has cleaned it up too well.
  static let earlierShopRecord = "v=spf1 ip4:198.51.100.20 ip4:198.51.100.21 -all"
  static let shopRecord = "v=spf1 ip4:198.51.100.20 -all"
  /// So many days ago.
  static let shopChange = 5

  /// Those whose records are looked up, besides the company of the story.
  static let domains = [
    "news.example.org", "shop.example.net", "bank.example", "school.example", "club.example",
  ]

  static let habits = [
    habit("192.0.2.11", "mail.corp.example.com", "support-info@corp.example.com", 4, at: 9) { $0 > 4 },
    habit("192.0.2.77", "out.news.example.org", "bounce@news.example.org", 12, at: 6) { _ in true },
    habit("198.51.100.20", "mta1.shop.example.net", "orders@shop.example.net", 5, at: 11) { _ in true },
    habit("198.51.100.21", "mta2.shop.example.net", "orders@shop.example.net", 3, at: 15) { _ in true },
    habit(
      "203.0.113.129", "dyn-203-0-113-129.pool.isp.example", helo: "desktop-7", "service@bank.example", 14,
      at: 3
    ) { $0 == 2 },
    habit("192.0.2.45", "mx.school.example", "office@school.example", 2, at: 8) { $0 % 7 > 1 },
    habit("192.0.2.61", "www.club.example", "members@club.example", 1, at: 20) { $0 % 3 == 0 },
    habit("198.51.100.88", "forward2.alumni.example", "bounce@news.example.org", 1, at: 7) { $0 % 4 == 0 },
    habit("198.51.100.99", "box.bare.example", "me@bare.example", 2, at: 18) { _ in true },
  ]

  private static func habit(
    _ client: String, _ name: String, helo: String? = nil, _ sender: String, _ count: Int, at hour: Int,
    _ isDay: @escaping @Sendable (Int) -> Bool
  ) -> Habit {
    let message = Message(
      client: client, clientName: name, helo: helo ?? name, sender: sender, recipient: "me@receiver.example",
      instance: "")
    return Habit(message: message, count: count, hour: hour, isDay: isDay)
  }

  /// Their zones.
  static func zone(shop record: String) -> String {
    """

    ; Others who write to the receiver.
    $ORIGIN example.org.
    @            IN SOA ns1.corp.example.com. hostmaster.corp.example.com. 1 3600 600 86400 \(StoryZone.ttl)
    news         IN TXT "v=spf1 ip4:192.0.2.77 -all"
                 IN MX 10 out.news
    out.news     IN A   192.0.2.77

    $ORIGIN shop.example.net.
    @            IN SOA ns1.corp.example.com. hostmaster.corp.example.com. 1 3600 600 86400 \(StoryZone.ttl)
                 IN TXT "\(record)"
                 IN MX 10 mta1
    mta1         IN A   198.51.100.20
    mta2         IN A   198.51.100.21

    $ORIGIN example.
    @            IN SOA ns1.corp.example.com. hostmaster.corp.example.com. 1 3600 600 86400 \(StoryZone.ttl)
    bank         IN TXT "v=spf1 ip4:192.0.2.99 -all"
    school       IN TXT "v=spf1 ipv4:192.0.2.45 -all"
                 IN MX 10 mx.school
    mx.school    IN A   192.0.2.45
    club         IN TXT "v=spf1 ip4:192.0.2.60 ~all"
    www.club     IN A   192.0.2.61
    alumni       IN TXT "v=spf1 mx -all"
                 IN MX 10 forward2.alumni
    forward2.alumni IN A 198.51.100.88
    bare         IN A   198.51.100.99
    box.bare     IN A   198.51.100.99
    dyn-203-0-113-129.pool.isp IN A 203.0.113.129

    $ORIGIN 100.51.198.in-addr.arpa.
    @            IN SOA ns1.corp.example.com. hostmaster.corp.example.com. 1 3600 600 86400 \(StoryZone.ttl)
    20           IN PTR mta1.shop.example.net.
    21           IN PTR mta2.shop.example.net.
    88           IN PTR forward2.alumni.example.

    $ORIGIN 113.0.203.in-addr.arpa.
    129          IN PTR dyn-203-0-113-129.pool.isp.example.

    """
  }
}
