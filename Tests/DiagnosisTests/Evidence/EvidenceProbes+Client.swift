import MailLog
import SPF

@testable import Diagnosis

extension EvidenceProbes {
  private static let stranger = Scene.stranger
  private static let bare = Scene.stranger.without("77.113", "host.other")

  private static func named(_ name: String) -> Scene {
    bare.zone("77.113.0.203.in-addr.arpa PTR \(name)", "\(name) A 203.0.113.77")
  }

  static let clientName: [EvidenceProbe] = [
    EvidenceProbe(.clientNameConfirmed, stranger, not: bare),
    EvidenceProbe(
      .clientNameUnconfirmed,
      bare.zone("77.113.0.203.in-addr.arpa PTR host.other.example", "host.other.example A 203.0.113.5")),
    EvidenceProbe(.clientNameMissing, bare),
    EvidenceProbe(.clientNameDynamic, named("p77.dsl.isp.example"), not: named("p77.static.isp.example")),
    EvidenceProbe(
      .clientNameGeneric, named("vps-203-0-113-77.cloud.example"), not: named("vps-77.cloud.example")),
    EvidenceProbe(.clientNameForwarder, named("forwarding.webmail.example")),
    EvidenceProbe(.clientNameListHost, named("lists.society.example")),
    EvidenceProbe(
      .clientNameRelay, named("smtp-relay3.isp.example"), not: named("smtp3.isp.example")),
    EvidenceProbe(
      .clientReceivesMail, stranger.zone("other.example MX host.other.example"),
      not: stranger.zone("other.example MX in.other.example", "in.other.example A 203.0.113.78")),
    EvidenceProbe(
      .clientOrganisationReceivesNothing, stranger, not: stranger.zone("other.example MX in.other.example")),
    EvidenceProbe(
      .clientPassesForItself, stranger.zone("other.example TXT v=spf1 ip4:203.0.113.77 -all"),
      not: stranger.zone("other.example TXT v=spf1 ip4:203.0.113.78 -all")),
    EvidenceProbe(
      .manySendersOneRecipient, stranger.log(Scene.event(), Scene.event(sender: "carl@third.example")),
      not: stranger.log(Scene.event(), Scene.event(sender: "carl@third.example", to: "dora@receiver.example"))
    ),
    EvidenceProbe(.heloConfirmed, stranger, not: stranger.log(Scene.event(helo: "host.third.example"))),
    EvidenceProbe(.heloOnlyConfirmation, stranger.without("77.113")),
    EvidenceProbe(
      .heloElsewhere,
      stranger.log(Scene.event(helo: "host.third.example")).zone("host.third.example A 192.0.2.77")),
    EvidenceProbe(
      .heloClaimsSender, bare.log(Scene.event(helo: "mx.sender.example")),
      not: stranger.log(Scene.event(helo: "mx.sender.example"))),
    EvidenceProbe(
      .heloKeepsSenderName, stranger.log(Scene.event(helo: "mx.sender.example")),
      not: named("p77.dsl.isp.example").log(Scene.event(helo: "mx.sender.example"))),
    EvidenceProbe(
      .heloUnknownInSender, stranger.log(Scene.event(helo: "new.sender.example")),
      not: stranger.log(Scene.event(helo: "new.third.example"))),
    EvidenceProbe(.heloUnresolvable, stranger.log(Scene.event(helo: "host.third.example"))),
    EvidenceProbe(
      .heloLiteral, stranger.log(Scene.event(helo: "[203.0.113.77]")),
      not: stranger.log(Scene.event(helo: "[192.168.1.7]"))),
    EvidenceProbe(
      .heloPrivateLiteral, stranger.log(Scene.event(helo: "[192.168.1.7]")),
      not: stranger.log(Scene.event(helo: "[203.0.113.77]"))),
    EvidenceProbe(
      .heloBareWord, stranger.log(Scene.event(helo: "WORKSTATION")),
      not: stranger.log(Scene.event(helo: "WORKSTATION.local"))),
    EvidenceProbe(.heloLocalhost, stranger.log(Scene.event(helo: "localhost.localdomain"))),
    EvidenceProbe(.heloIsReceiver, stranger.log(Scene.event(helo: "mx.receiver.example"))),
    EvidenceProbe(
      .heloWouldPass, stranger.log(Scene.event(from: "172.17.0.1", helo: "mx.sender.example")),
      not: stranger.log(Scene.event(helo: "mx.sender.example"))),
  ]

  static let crowd: [EvidenceProbe] = [
    EvidenceProbe(
      .manyDomainsFromClient,
      bare.log(Scene.event(), Scene.event(sender: "a@one.example"), Scene.event(sender: "a@two.example")),
      not: bare.log(
        Scene.event(), Scene.event(sender: "a@x.one.example"), Scene.event(sender: "a@one.example"))),
    EvidenceProbe(
      .sharedHost,
      stranger.log(
        Scene.event(),
        Scene.event(
          SPFResult.none, sender: "a@one.example", to: "dora@receiver.example", disposition: .accepted),
        Scene.event(to: "dora@receiver.example")),
      not: stranger.log(Scene.event(), Scene.event(to: "dora@receiver.example"))),
    EvidenceProbe(
      .manyClientsForDomain,
      bare.log(Scene.event(), Scene.event(from: "198.51.100.200"), Scene.event(from: "192.0.2.99")),
      not: bare.log(Scene.event(), Scene.event(from: "203.0.113.78"), Scene.event(from: "203.0.113.79"))),
    EvidenceProbe(
      .passesFromElsewhere,
      stranger.log(Scene.event(), Scene.event(.pass, from: "198.51.100.10", helo: "mx.sender.example"))),
    EvidenceProbe(
      .sameHeloPasses,
      stranger.log(Scene.event(from: "2001:db8::77"), Scene.event(.pass, from: "198.51.100.10")),
      not: stranger.log(
        Scene.event(from: "2001:db8::77"), Scene.event(.pass, from: "198.51.100.10", helo: "x.example"))),
    EvidenceProbe(
      .providerPassesElsewhere,
      stranger.log(Scene.event(), Scene.event(.pass, from: "198.51.100.10", helo: "host2.other.example")),
      not: stranger.log(Scene.event(), Scene.event(.pass, from: "198.51.100.10", helo: "host2.third.example"))
    ),
    EvidenceProbe(
      .clientPassesForOthers, stranger.log(Scene.event(), Scene.event(.pass, sender: "a@third.example")),
      not: stranger.log(Scene.event(), Scene.event(.pass, sender: "a@other.example"))),
    EvidenceProbe(
      .retriesLikeAQueue,
      stranger.log(
        Scene.event(disposition: .deferred), Scene.event(after: 900, disposition: .deferred),
        Scene.event(after: 3000, disposition: .deferred)),
      not: stranger.log(Scene.event(), Scene.event(after: 900), Scene.event(after: 3000))),
    EvidenceProbe(
      .seenOverDays, stranger.log(Scene.event(), Scene.event(after: 200_000)),
      not: stranger.log(Scene.event(), Scene.event(after: 20_000))),
    EvidenceProbe(
      .oneRecipientOverDays, stranger.log(Scene.event(), Scene.event(after: 200_000)),
      not: stranger.log(Scene.event(), Scene.event(to: "dora@receiver.example", after: 200_000))),
    EvidenceProbe(
      .severalPeopleOverDays,
      stranger.log(Scene.event(), Scene.event(sender: "carl@sender.example", after: 200_000)),
      not: stranger.log(Scene.event(), Scene.event(sender: "noreply@sender.example", after: 200_000))),
    EvidenceProbe(
      .burst,
      stranger.log(
        Scene.event(), Scene.event(to: "c@receiver.example", after: 5),
        Scene.event(to: "d@receiver.example", after: 9),
        Scene.event(to: "e@receiver.example", after: 20)),
      not: stranger.log(
        Scene.event(), Scene.event(to: "c@receiver.example", after: 5000),
        Scene.event(to: "d@receiver.example", after: 9000),
        Scene.event(to: "e@receiver.example", after: 20_000))),
  ]

  static let envelope: [EvidenceProbe] = [
    EvidenceProbe(
      .envelopeNamesRecipient,
      stranger.log(Scene.event(sender: "bounces+1-bob=receiver.example@sender.example")),
      not: stranger.log(Scene.event(sender: "bounces+1-eve=third.example@sender.example"))),
    EvidenceProbe(
      .envelopeNamesAnother,
      stranger.log(Scene.event(sender: "bounces+1-eve=third.example@sender.example")),
      not: stranger.log(Scene.event(sender: "bounces+1-bob=receiver.example@sender.example"))),
    EvidenceProbe(
      .senderRewritten, stranger.log(Scene.event(sender: "SRS0=ab=cd=third.example=eve@sender.example"))),
    EvidenceProbe(.senderIsRecipient, stranger.log(Scene.event(to: Scene.sender))),
    EvidenceProbe(
      .senderIsMachine, stranger.log(Scene.event(sender: "root@sender.example")),
      not: stranger.log(Scene.event(sender: "rooth@sender.example"))),
    EvidenceProbe(
      .dkimPasses,
      stranger.each {
        $0.otherResults = [OtherResult(method: "dkim", result: "pass", domain: "sender.example")]
      },
      not: stranger.each {
        $0.otherResults = [OtherResult(method: "dkim", result: "pass", domain: "third.example")]
      }),
    EvidenceProbe(
      .dmarcPasses,
      stranger.each {
        $0.otherResults = [OtherResult(method: "dmarc", result: "pass", domain: "sender.example")]
      },
      not: stranger.each {
        $0.otherResults = [OtherResult(method: "dmarc", result: "fail", domain: "sender.example")]
      }),
  ]

  private static let own = Scene.stranger.log(Scene.event(sender: "bob@receiver.example"))

  /// A relay through which everything comes, of a receiver whose mail exchange is not known.
  private static let gateway = stranger.without("receiver.example MX").log(
    Scene.event(), Scene.event(sender: "a@one.example"),
    Scene.event(sender: "a@two.example", to: "dora@receiver.example"))

  static let receiver: [EvidenceProbe] = [
    EvidenceProbe(.userAuthenticated, stranger.each { $0.authenticatedUser = "bob" }),
    EvidenceProbe(
      .submissionService, stranger.each { $0.service = "submission/smtpd" },
      not: stranger.each { $0.service = "smtpd" }),
    EvidenceProbe(.clientPrivate, stranger.log(Scene.event(from: "10.0.0.7"))),
    EvidenceProbe(.clientOwn, stranger.receiver(networks: ["203.0.113.64/28"])),
    EvidenceProbe(.clientPublic, stranger, not: stranger.receiver(own: ["203.0.113.77"])),
    EvidenceProbe(.clientIsGateway, gateway, not: gateway.zone("receiver.example MX mx.receiver.example")),
    EvidenceProbe(
      .clientIsGateway, gateway,
      not: gateway.log(
        Scene.event(), Scene.event(sender: "a@one.example"), Scene.event(sender: "a@two.example"))),
    EvidenceProbe(
      .clientIsGateway,
      gateway.log(
        Scene.event(helo: "mx.sender.example"), Scene.event(sender: "a@one.example"),
        Scene.event(sender: "a@two.example")),
      not: gateway.log(
        Scene.event(), Scene.event(sender: "a@one.example"),
        Scene.event(sender: "a@two.example", to: "dora@receiver.example"),
        Scene.event(.pass, from: "198.51.100.10"), Scene.event(.pass, from: "198.51.100.10"))),
    EvidenceProbe(.userFromClient, own.users(from: Scene.client), not: own.users(from: "203.0.113.78")),
    EvidenceProbe(
      .clientIsOwnMailExchange, stranger.zone("receiver.example MX in.other.example"),
      not: stranger.zone("receiver.example MX in.other.example", "sender.example MX in.other.example")),
    EvidenceProbe(.clientNameIsReceivers, named("www.receiver.example")),
    EvidenceProbe(
      .clientIsRelative,
      own.receiver(domains: ["receiver.example"]).zone("mx.receiver.example A 203.0.113.77")),
    EvidenceProbe(.clientIsOwnSite, own.zone("www.receiver.example A 203.0.113.77"), not: own),
    EvidenceProbe(.senderDomainIsReceivers, own),
    EvidenceProbe(.senderDomainIsForeign, stranger, not: own),
    EvidenceProbe(
      .recipientOutside, stranger.log(Scene.event(sender: "bob@receiver.example", to: "eve@third.example")),
      not: own),
  ]
}
