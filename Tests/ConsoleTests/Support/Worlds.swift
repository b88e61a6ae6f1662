import SPF
import TestSupport

@testable import Console

/// DNS in which each situation comes about.
enum Worlds {
  static let story = [
    "corp.example.com TXT v=spf1 mx ip4:192.0.2.10/32 ip4:192.0.2.11/32 -all",
    "corp.example.com MX mx.corp.example.com",
    "mx.corp.example.com A 192.0.2.10", "mail2.corp.example.jp A 203.0.113.25",
    "25.113.0.203.in-addr.arpa PTR mail2.corp.example.jp", "corp.example.jp MX mail2.corp.example.jp",
  ]

  /// The lines of the zone, the question that leads there.
  static let all: [(situation: WhySituation, zone: [String], query: String)] = [
    (.stale, story, "s=mfrom;id=support-info@corp.example.com;ip=203.0.113.25;r=me@receiver.example"),
    (.passes, story, "s=mfrom;id=support-info@corp.example.com;ip=192.0.2.10;r=me@receiver.example"),
    (.hiddenClient, story, "s=mfrom;id=support-info@corp.example.com;ip=172.17.0.1;r=me@receiver.example"),
    (.undecided, story, "s=mfrom;id=support-info@corp.example.com;ip=198.51.100.77;r=me@receiver.example"),
    (
      .forged,
      story + [
        "77.100.51.198.in-addr.arpa PTR dyn-198-51-100-77.pool.isp.example",
        "dyn-198-51-100-77.pool.isp.example A 198.51.100.77",
      ], "s=mfrom;id=support-info@corp.example.com;ip=198.51.100.77;r=me@receiver.example"
    ),
    (
      .forwarded,
      story + [
        "88.100.51.198.in-addr.arpa PTR forward2.alumni.example", "forward2.alumni.example A 198.51.100.88",
        "alumni.example MX forward2.alumni.example", "alumni.example TXT v=spf1 mx -all",
      ], "s=mfrom;id=support-info@corp.example.com;ip=198.51.100.88;r=me@receiver.example"
    ),
    (
      .ownServer,
      [
        "receiver.example TXT v=spf1 ip4:203.0.113.1 -all", "receiver.example MX mx.receiver.example",
        "mx.receiver.example A 203.0.113.1", "2.113.0.203.in-addr.arpa PTR app.receiver.example",
        "app.receiver.example A 203.0.113.2",
      ], "s=mfrom;id=robot@receiver.example;ip=203.0.113.2;r=me@receiver.example"
    ),
    (
      .neverSends, ["parked.example TXT v=spf1 -all"],
      "s=mfrom;id=a@parked.example;ip=198.51.100.77;r=x.example"
    ),
    (
      .broken, ["typo.example TXT v=spf1 ipv4:192.0.2.1 -all"],
      "s=mfrom;id=a@typo.example;ip=192.0.2.1;r=x.example"
    ),
    (.dnsTrouble, ["slow.example TXT !timeout"], "s=mfrom;id=a@slow.example;ip=192.0.2.1;r=x.example"),
    (.nothingToCheck, ["bare.example A 192.0.2.1"], "s=mfrom;id=a@bare.example;ip=192.0.2.1;r=x.example"),
  ]
}
