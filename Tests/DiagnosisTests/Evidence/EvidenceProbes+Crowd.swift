import MailLog
import SPF
import TestSupport

@testable import Diagnosis

/// Crowds and times: each with a scene that misses by little.
extension EvidenceProbes {
  private static let stranger = Scene.stranger
  private static let bare = Scene.stranger.without("77.113", "host.other")
  private static let receiving = stranger.zone("other.example MX host.other.example")

  private static func named(_ name: String) -> Scene {
    bare.zone("77.113.0.203.in-addr.arpa PTR \(name)", "\(name) A 203.0.113.77")
  }

  /// One client that gives the name of each sender's own server.
  private static func ownNames(_ count: Int, of scene: Scene = stranger) -> Scene {
    var scene = scene
    scene.events = (0..<count).map { Scene.event(helo: "mx.a\($0).example", sender: "x@a\($0).example") }
    for number in 0..<count {
      scene.zone += [
        "a\(number).example TXT v=spf1 ip4:198.51.100.\(number + 20) -all",
        "mx.a\(number).example A 198.51.100.\(number + 20)",
      ]
    }
    return scene
  }

  /// A host that others use, and one for whom it may not send, for a person's mail to two.
  private static func rented(sender: String = Scene.sender, other: SPFResult = .none, after: Int64 = 60)
    -> Scene
  {
    stranger.log(
      Scene.event(sender: sender),
      Scene.event(other, sender: "a@one.example", to: "dora@receiver.example", disposition: .accepted),
      Scene.event(sender: sender, to: "dora@receiver.example", after: after))
  }

  /// Three clients of one domain, with these names.
  private static func three(_ names: String...) -> Scene {
    let clients = ["203.0.113.77", "198.51.100.200", "192.0.2.99"]
    var scene = bare
    scene.events = clients.map { Scene.event(from: $0) }
    for (client, name) in zip(clients, names) {
      scene.zone += ["\(address(client).reverseName) PTR \(name)", "\(name) A \(client)"]
    }
    return scene
  }

  /// The same to four recipients within seconds.
  private static func wave(from scene: Scene, sender: String = Scene.sender) -> Scene {
    var scene = scene
    scene.events = ["b", "c", "d", "e"].enumerated().map { index, local in
      Scene.event(sender: sender, to: "\(local)@receiver.example", after: Int64(index))
    }
    return scene
  }

  /// One message each from two hosts, days apart.
  private static func pool(_ one: String, _ other: String, other sender: String = Scene.sender) -> Scene {
    bare.log(
      Scene.event(helo: one),
      Scene.event(from: "198.51.100.200", helo: other, sender: sender, after: 200_000)
    ).zone(
      "77.113.0.203.in-addr.arpa PTR \(one)", "\(one) A 203.0.113.77",
      "200.100.51.198.in-addr.arpa PTR \(other)", "\(other) A 198.51.100.200")
  }

  static let crowds: [EvidenceProbe] = [
    EvidenceProbe(.heloOfEachSender, ownNames(3), not: ownNames(2)),
    EvidenceProbe(.heloOfEachSender, ownNames(3), not: ownNames(3, of: named("p77.dsl.isp.example"))),
    EvidenceProbe(
      .hostOfManySenders, stranger.log(Scene.event(), Scene.event(sender: "a@one.example")),
      not: stranger.log(Scene.event(), Scene.event(sender: "a@other.example"))),
    EvidenceProbe(
      .hostOfManySenders, stranger.log(Scene.event(), Scene.event(sender: "a@one.example")),
      not: named("vps-203-0-113-77.cloud.example").log(Scene.event(), Scene.event(sender: "a@one.example"))),
    EvidenceProbe(.sharedHost, rented(), not: rented(other: .pass)),
    EvidenceProbe(.sharedHost, rented(), not: rented(other: .fail)),
    EvidenceProbe(.sharedHost, rented(), not: rented(sender: "noreply@sender.example")),
    EvidenceProbe(.sharedHost, rented(), not: rented(after: 20_000)),
    EvidenceProbe(
      .manyClientsForDomain, three("p1.dsl.isp.example", "p2.dsl.isp.example", "p3.dsl.isp.example"),
      not: three(
        "vm-203-0-113-77.cloud.example", "vm-198-51-100-200.cloud.example", "vm-192-0-2-99.cloud.example")),
    EvidenceProbe(
      .genuineHelo,
      stranger.log(
        Scene.event(helo: "mx.sender.example"),
        Scene.event(.pass, from: "198.51.100.10", helo: "mx.sender.example")),
      not: stranger.log(
        Scene.event(helo: "mx2.sender.example"),
        Scene.event(.pass, from: "198.51.100.10", helo: "mx.sender.example"))),
    EvidenceProbe(
      .genuineMailboxes,
      stranger.log(
        Scene.event(), Scene.event(sender: "carl@sender.example"), Scene.event(.pass, from: "198.51.100.10"),
        Scene.event(.pass, from: "198.51.100.10", sender: "Carl@sender.example")),
      not: stranger.log(
        Scene.event(), Scene.event(sender: "carl@sender.example"), Scene.event(.pass, from: "198.51.100.10"),
        Scene.event(.pass, from: "198.51.100.10", sender: "noreply@sender.example"))),
    EvidenceProbe(
      .seenOverDays, pool("out1.other.example", "out2.other.example"),
      not: pool("out1.other.example", "out2.third.example")),
    EvidenceProbe(
      .manySendersOneRecipient, pool("out1.other.example", "out2.other.example", other: "a@one.example"),
      not: pool("out1.other.example", "out2.third.example", other: "a@one.example")),
    EvidenceProbe(
      .severalPeople, stranger.log(Scene.event(), Scene.event(sender: "carl@sender.example", after: 7200)),
      not: stranger.log(Scene.event(), Scene.event(sender: "carl@sender.example", after: 60))),
    EvidenceProbe(
      .severalRecipients, stranger.log(Scene.event(), Scene.event(to: "dora@receiver.example", after: 7200)),
      not: stranger.log(Scene.event(), Scene.event(to: "dora@receiver.example", after: 60))),
    EvidenceProbe(
      .severalRecipients, stranger.log(Scene.event(), Scene.event(to: "dora@receiver.example", after: 7200)),
      not: stranger.log(
        Scene.event(), Scene.event(to: "dora@receiver.example", after: 7200),
        Scene.event(.pass, sender: "a@one.example"))),
    EvidenceProbe(.copiesAtOnce, wave(from: receiving), not: wave(from: stranger)),
    EvidenceProbe(
      .copiesAtOnce, wave(from: receiving), not: wave(from: receiving, sender: "service@sender.example")),
    EvidenceProbe(.burst, wave(from: stranger), not: wave(from: receiving)),
    EvidenceProbe(
      .burstOfLookalike, wave(from: named("mail.sendergroup.example")),
      not: wave(
        from: named("mail.sendergroup.example").zone(
          "sender.example NS ns.dns.example", "sendergroup.example NS ns.dns.example"))),
    EvidenceProbe(
      .burstOfLookalike, wave(from: named("mail.sendergroup.example")), not: named("mail.sendergroup.example")
    ),
  ]
}
