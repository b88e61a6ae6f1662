import SPF

@testable import Diagnosis

/// One probe for each kind of evidence.
enum EvidenceProbes {
  private static let stranger = Scene.stranger
  private static let bare = Scene.stranger.without("77.113", "host.other")

  static let record: [EvidenceProbe] = [
    EvidenceProbe(.resultNotAuthorised, stranger, not: stranger.log(Scene.event(.permerror))),
    EvidenceProbe(.resultPermerror, stranger.log(Scene.event(.permerror))),
    EvidenceProbe(.resultTemperror, stranger.log(Scene.event(.temperror))),
    EvidenceProbe(
      .recordBroken,
      stranger.without("sender.example TXT").zone("sender.example TXT v=spf1 ipv4:198.51.100.10 -all")),
    EvidenceProbe(
      .recordNotASCII,
      stranger.without("sender.example TXT").zone("sender.example TXT v=spf1 ip4:198.51.100.10 \u{2013}all")),
    EvidenceProbe(
      .permerrorNotSeenNow, stranger.log(Scene.event(.permerror)),
      not: stranger.log(Scene.event(.permerror)).without("sender.example TXT").zone(
        "sender.example TXT v=spf1 oops")),
    EvidenceProbe(
      .dnsFailsNow,
      stranger.log(Scene.event(.temperror)).without("sender.example TXT").zone("sender.example TXT !timeout"),
      not: stranger.log(Scene.event(.temperror))),
    EvidenceProbe(
      .dnsFailsForMany,
      stranger.log(
        Scene.event(.temperror), Scene.event(.temperror, sender: "a@one.example"),
        Scene.event(.temperror, sender: "a@two.example")),
      not: stranger.log(Scene.event(.temperror), Scene.event(.temperror, sender: "a@one.example"))),
    EvidenceProbe(
      .passesNow,
      stranger.without("sender.example TXT").zone("sender.example TXT v=spf1 ip4:203.0.113.77 -all")),
    EvidenceProbe(
      .recordHardened, stranger.log(Scene.event(.softfail), Scene.event(.fail, after: 9000)),
      not: stranger.log(Scene.event(.fail), Scene.event(.softfail, after: 9000))),
    EvidenceProbe(
      .recordNamesClient,
      stranger.without("sender.example TXT").zone("sender.example TXT v=spf1 mx -all ip4:203.0.113.77"),
      not: stranger.without("sender.example TXT").zone("sender.example TXT v=spf1 mx -all ip4:203.0.113.78")),
    EvidenceProbe(
      .domainSendsNothing,
      stranger.without("sender.example TXT").zone("sender.example TXT v=spf1 -all")),
  ]

  static let kinship: [EvidenceProbe] = [
    EvidenceProbe(
      .clientNameInSenderOrganisation,
      bare.zone("77.113.0.203.in-addr.arpa PTR new.sender.example", "new.sender.example A 203.0.113.77"),
      not: bare.zone("77.113.0.203.in-addr.arpa PTR new.sender.example", "new.sender.example A 203.0.113.5")),
    EvidenceProbe(
      .clientNameClaimsSenderOrganisation, bare.zone("77.113.0.203.in-addr.arpa PTR new.sender.example"),
      not: bare.zone("77.113.0.203.in-addr.arpa PTR new.sender.example", "new.sender.example A 203.0.113.5")),
    EvidenceProbe(
      .heloConfirmedInSenderOrganisation,
      stranger.log(Scene.event(helo: "new.sender.example")).zone("new.sender.example A 203.0.113.77"),
      not: stranger.log(Scene.event(helo: "new.sender.example")).zone("new.sender.example A 203.0.113.5")),
    EvidenceProbe(
      .heloOfProviderFails,
      stranger.log(Scene.event(scope: .helo)).zone("host.other.example TXT v=spf1 ip4:203.0.113.200 -all"),
      not: stranger.log(Scene.event(sender: "a@other.example", scope: .helo)).zone(
        "host.other.example TXT v=spf1 ip4:203.0.113.200 -all")),
    EvidenceProbe(
      .sameLabelOtherSuffix,
      bare.log(Scene.event(sender: "a@northwind.com"))
        .zone(
          "northwind.com TXT v=spf1 -all", "77.113.0.203.in-addr.arpa PTR mail.northwind.jp",
          "mail.northwind.jp A 203.0.113.77")),
    EvidenceProbe(
      .sameLettersOtherHyphens,
      bare.zone("77.113.0.203.in-addr.arpa PTR mail.sen-der.example", "mail.sen-der.example A 203.0.113.77")),
    EvidenceProbe(
      .sameStem,
      bare.zone(
        "77.113.0.203.in-addr.arpa PTR mail.sendergroup.example", "mail.sendergroup.example A 203.0.113.77")),
    EvidenceProbe(
      .sharedInfrastructure, stranger.zone("other.example NS ns.sender.example"),
      not: stranger.zone("other.example NS ns.dns.example", "sender.example NS ns.dns.example")),
    EvidenceProbe(
      .sharedProvider, stranger.zone("other.example NS ns.dns.example", "sender.example NS ns.dns.example"),
      not: stranger.zone("other.example NS ns.dns.example", "sender.example NS ns2.dns.example")),
    EvidenceProbe(.clientUnrelated, stranger, not: stranger.zone("sender.example A 203.0.113.77")),
  ]

  static let service: [EvidenceProbe] = [
    EvidenceProbe(.clientIsMailExchange, stranger.zone("mx.sender.example A 203.0.113.77")),
    EvidenceProbe(.clientIsHost, stranger.zone("www.sender.example A 203.0.113.77")),
    EvidenceProbe(.mailExchangeAtSameProvider, stranger.zone("sender.example MX in.other.example")),
    EvidenceProbe(
      .siteAtSameProvider,
      stranger.zone("sender.example A 192.0.2.50", "50.2.0.192.in-addr.arpa PTR web.other.example"),
      not: stranger.zone("sender.example A 192.0.2.50", "50.2.0.192.in-addr.arpa PTR web.third.example")),
    EvidenceProbe(
      .includesSameProvider,
      stranger.without("sender.example TXT").zone(
        "sender.example TXT v=spf1 include:spf.other.example -all",
        "spf.other.example TXT v=spf1 ip4:192.0.2.9 -all"),
      not: stranger.without("sender.example TXT").zone(
        "sender.example TXT v=spf1 include:spf.third.example -all",
        "spf.third.example TXT v=spf1 ip4:192.0.2.9 -all")),
    EvidenceProbe(
      .besideOwnAddress, stranger.zone("mx.sender.example A 203.0.113.70"),
      not: stranger.zone("mx.sender.example A 203.0.113.170")),
    EvidenceProbe(
      .nearOwnAddress, stranger.zone("mx.sender.example A 203.0.113.170"),
      not: stranger.zone("mx.sender.example A 203.0.112.77")),
    EvidenceProbe(
      .neighbourInSenderOrganisation, stranger.zone("78.113.0.203.in-addr.arpa PTR mail.sender.example"),
      not: stranger.zone("80.113.0.203.in-addr.arpa PTR mail.sender.example")),
    EvidenceProbe(
      .neighbourOfOnePattern,
      bare.zone(
        "mx.sender.example A 203.0.113.70", "70.113.0.203.in-addr.arpa PTR line70.isp.example",
        "77.113.0.203.in-addr.arpa PTR line77.isp.example"),
      not: bare.zone(
        "mx.sender.example A 203.0.113.70", "70.113.0.203.in-addr.arpa PTR mail.isp.example",
        "77.113.0.203.in-addr.arpa PTR line77.isp.example")),
    EvidenceProbe(
      .ipv4TwinPasses,
      stranger.log(Scene.event(from: "2001:db8::77", helo: "out.sender.example")).zone(
        "\(ip6("2001:db8::77")) PTR out.sender.example", "out.sender.example A 198.51.100.10"),
      not: stranger.log(Scene.event(from: "2001:db8::77", helo: "out.sender.example")).zone(
        "\(ip6("2001:db8::77")) PTR out.sender.example", "out.sender.example A 198.51.100.11")),
  ]

  private static func ip6(_ text: String) -> String { IPAddress(text)?.reverseName.description ?? "" }
}
