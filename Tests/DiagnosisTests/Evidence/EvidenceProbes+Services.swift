import MailLog
import SPF
import TestSupport

@testable import Diagnosis

/// Hired services, the sender's other names, and the receiver's neighbours: each with a scene that misses by little.
extension EvidenceProbes {
  private static let stranger = Scene.stranger
  private static let own = Scene.stranger.log(Scene.event(sender: "bob@receiver.example"))

  /// With this record, and two that it may include, of which that of the other one covers the client.
  private static func record(_ text: String) -> Scene {
    stranger.without("sender.example TXT").zone(
      "sender.example TXT \(text)", "spf.other.example TXT v=spf1 ip4:203.0.113.0/24 -all",
      "spf.third.example TXT v=spf1 ip4:192.0.2.9 -all")
  }

  private static func signed(by domain: String) -> Scene {
    stranger.each { $0.otherResults = [OtherResult(method: "dkim", result: "pass", domain: domain)] }
  }

  /// The sender's mail exchange hired elsewhere, from whoever has this name server; the client's owner has the first.
  private static func operated(by server: String) -> Scene {
    stranger.without("sender.example MX").zone(
      "sender.example MX in.hired.example", "in.hired.example A 192.0.2.60", "hired.example NS \(server)",
      "other.example NS ns.one.example")
  }

  /// Another domain that passes from the client by this record.
  private static func customer(of record: String) -> Scene {
    stranger.log(Scene.event(), Scene.event(.pass, sender: "a@one.example")).zone(
      "one.example TXT v=spf1 include:\(record) -all", "\(record) TXT v=spf1 ip4:203.0.113.77 -all")
  }

  /// The sender's mail exchange over IPv6, without a name, and more of DNS.
  private static func newFamily(_ lines: String...) -> Scene {
    var scene = stranger.log(Scene.event(from: "2001:db8::77", helo: "mx.sender.example"))
    scene.zone += lines
    return scene
  }

  /// Three senders through one host without a name, of a receiver whose mail exchange is not known.
  private static let nameless = stranger.without("77.113", "host.other", "receiver.example MX").log(
    Scene.event(), Scene.event(sender: "a@one.example"),
    Scene.event(sender: "a@two.example", to: "dora@receiver.example"))

  static let services: [EvidenceProbe] = [
    EvidenceProbe(
      .recordNamesClient, record("v=spf1 mx -all include:spf.other.example"),
      not: record("v=spf1 mx -all include:spf.third.example")),
    EvidenceProbe(
      .recordNamesClient, record("v=spf1 mx -all include:spf.other.example"),
      not: record("v=spf1 mx -all -include:spf.other.example")),
    EvidenceProbe(
      .sharedSite, stranger.zone("www.other.example A 198.51.100.90", "www.sender.example A 198.51.100.90"),
      not: stranger.zone("www.other.example A 198.51.100.90", "www.sender.example A 198.51.100.91")),
    EvidenceProbe(
      .clientUnrelatedButSigned, signed(by: "sender.example"), not: signed(by: "third.example")),
    EvidenceProbe(.clientUnrelated, signed(by: "third.example"), not: signed(by: "sender.example")),
    EvidenceProbe(
      .mailExchangeOfSameOperator, operated(by: "ns.one.example"), not: operated(by: "ns.two.example")),
    EvidenceProbe(
      .clientServesCustomers, stranger.zone("spf.other.example TXT v=spf1 ip4:203.0.113.0/24 -all"),
      not: stranger.zone("spf.other.example TXT v=spf1 ip4:203.0.113.0/28 -all")),
    EvidenceProbe(
      .clientServesCustomers, customer(of: "customers.other.example"),
      not: customer(of: "customers.third.example")),
    EvidenceProbe(.heloTwinPasses, newFamily(), not: newFamily("mx.sender.example AAAA 2001:db8::5")),
    EvidenceProbe(
      .heloTwinPasses, newFamily(),
      not: newFamily(
        "\(address("2001:db8::77").reverseName) PTR p77.dsl.isp.example",
        "p77.dsl.isp.example AAAA 2001:db8::77")),
    EvidenceProbe(
      .heloOfSameOrganisation,
      stranger.log(Scene.event(helo: "out.other.example")).zone("out.other.example A 203.0.113.177"),
      not: stranger.log(Scene.event(helo: "out.third.example")).zone("out.third.example A 203.0.113.177")),
    EvidenceProbe(
      .heloElsewhere,
      stranger.log(Scene.event(helo: "out.third.example")).zone(
        "out.third.example A 203.0.113.177", "out.third.example TXT v=spf1 a -all"),
      not: stranger.log(Scene.event(helo: "out.third.example")).zone(
        "out.third.example A 203.0.113.177", "out.third.example TXT v=spf1 ip4:203.0.113.0/24 -all")),
    EvidenceProbe(
      .heloElsewhere,
      stranger.log(Scene.event(helo: "out.third.example")).zone("out.third.example A 203.0.113.177"),
      not: stranger.log(Scene.event(helo: "out.other.example")).zone("out.other.example A 203.0.113.177")),
    EvidenceProbe(
      .envelopeNamesRecipient,
      stranger.log(Scene.event(sender: "bounces+1-bob=receiver.example@sender.example")).each {
        $0.recipients = []
      },
      not: stranger.log(Scene.event(sender: "bounces+1-eve=third.example@sender.example")).each {
        $0.recipients = []
      }),
  ]

  static let neighbours: [EvidenceProbe] = [
    EvidenceProbe(
      .clientIsGateway, nameless.receiver(own: ["203.0.113.70"]), not: nameless),
    EvidenceProbe(
      .clientIsGateway, nameless.receiver(own: ["203.0.113.70"]),
      not: nameless.receiver(own: ["203.0.113.170"])),
    EvidenceProbe(
      .clientBesideReceiver, stranger.zone("mx.receiver.example A 203.0.113.70"),
      not: stranger.zone("mx.receiver.example A 203.0.113.170")),
    EvidenceProbe(
      .clientIsOwnSite, stranger.zone("www.receiver.example A 203.0.113.77"),
      not: stranger.zone("www.receiver.example A 203.0.113.78")),
    EvidenceProbe(
      .senderDomainIsForeign, stranger.zone("www.receiver.example A 203.0.113.78"),
      not: stranger.zone("www.receiver.example A 203.0.113.77")),
    EvidenceProbe(
      .clientIsRelative, own.zone("mx.receiver.example A 203.0.113.70"),
      not: own.zone("mx.receiver.example A 203.0.113.170")),
  ]
}
