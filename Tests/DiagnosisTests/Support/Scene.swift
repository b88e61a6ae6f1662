import MailLog
import SPF
import TestSupport

@testable import Diagnosis

/// A log and its DNS, put together by hand.
struct Scene: Sendable {
  var zone: [String]
  var events: [SPFEvent]
  var receiver: Receiver
  var survey = LogSurvey()
  var past: RememberedPast?

  static let noon: Int64 = 1_767_268_800
  static let sender = "ann@sender.example"
  static let client = "203.0.113.77"

  /// A host that is in order and has nothing to do with the sender, once.
  static let stranger = Scene(
    zone: [
      "sender.example TXT v=spf1 ip4:198.51.100.10 -all", "sender.example MX mx.sender.example",
      "mx.sender.example A 198.51.100.10", "host.other.example A \(client)", "other.example A 203.0.113.200",
      "77.113.0.203.in-addr.arpa PTR host.other.example", "receiver.example MX mx.receiver.example",
      "mx.receiver.example A 192.0.2.1",
    ], events: [event()],
    receiver: Receiver(
      domains: [name("receiver.example")], addresses: [address("192.0.2.1")], networks: []))

  static func event(
    _ result: SPFResult? = .fail, from client: String = client, helo: String = "host.other.example",
    sender: String? = sender, to recipient: String = "bob@receiver.example", after seconds: Int64 = 0,
    scope: Identity.Scope = .mailFrom, disposition: Disposition = .rejected
  ) -> SPFEvent {
    var event = SPFEvent(reporter: .policydSPF, source: LogPosition(file: "mail.log", line: 1))
    event.result = result
    event.client = address(client)
    event.helo = helo
    event.sender = sender
    event.recipients = [recipient]
    event.identity = scope
    event.disposition = disposition
    event.time = LogTime(seconds: noon + seconds, hasZone: true)
    return event
  }

  /// With more of DNS.
  func zone(_ lines: String...) -> Scene {
    var scene = self
    scene.zone += lines
    return scene
  }

  /// Without the lines of DNS that begin so.
  func without(_ prefixes: String...) -> Scene {
    var scene = self
    scene.zone.removeAll { line in prefixes.contains { line.hasPrefix($0) } }
    return scene
  }

  /// With these events instead.
  func log(_ events: SPFEvent...) -> Scene {
    var scene = self
    scene.events = events
    return scene
  }

  /// With the events changed.
  func each(_ change: (inout SPFEvent) -> Void) -> Scene {
    var scene = self
    for index in scene.events.indices { change(&scene.events[index]) }
    return scene
  }

  /// With a user who logged in from `client` at some time.
  func users(from client: String) -> Scene {
    var scene = self
    scene.survey.clients[address(client), default: .init()].authenticated = 1
    return scene
  }

  /// With another receiver.
  func receiver(domains: [String] = ["receiver.example"], own: [String] = [], networks: [String] = [])
    -> Scene
  {
    var scene = self
    scene.receiver = Receiver(
      domains: domains.map { name($0) }, addresses: own.map { address($0) },
      networks: networks.compactMap { IPNetwork($0) })
    return scene
  }

  func diagnose(_ options: Diagnosis.Options = Diagnosis.Options()) async -> Diagnosis {
    var collector = IncidentCollector()
    for event in events { collector.add(event) }
    var options = options
    options.receiver = receiver
    options.past = past
    // Nothing here takes time but a machine that is busy.
    options.time = .seconds(3600)
    return await Diagnosis.make(
      collector, survey: survey, resolver: TableResolver(lines: zone), options: options)
  }

  /// The evidence found, of all cases.
  func codes() async -> Set<EvidenceCode> {
    Set(await diagnose().cases.flatMap(\.evidence).map(\.evidence.code))
  }
}
