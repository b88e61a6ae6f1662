import Auditing
import MailLog
import SPF
import TestSupport

/// Audits with the answers of a table.
enum AuditFixture {
  /// 2026-01-29T10:00:00Z.
  static let now: Int64 = 1_769_680_800

  static let story = """
    domains: [corp.example.com]
    hosts:
      mail2.corp.example.jp: 203.0.113.25
    """

  /// The table of the story, before the record is mended.
  static let storyTable = [
    "corp.example.com TXT v=spf1 mx ip4:192.0.2.10/32 ip4:192.0.2.11/32 -all",
    "corp.example.com MX mx.corp.example.com", "mx.corp.example.com A 192.0.2.10",
    "mail2.corp.example.jp A 203.0.113.25", "mail2.corp.example.jp TXT v=spf1 a -all",
    "25.113.0.203.in-addr.arpa PTR mail2.corp.example.jp",
  ]

  static func inventory(_ yaml: String) throws -> Inventory {
    try InventoryReader(file: "senders.yaml").inventory(Array(yaml.utf8))
  }

  static func audit(
    _ yaml: String, _ table: [String], log: OutgoingLog? = nil, state: RecordState? = nil,
    isGate: Bool = false, now: Int64 = now
  ) async throws -> AuditReport {
    var options = AuditOptions(now: now)
    options.isGate = isGate
    return await Auditor(options).audit(
      try inventory(yaml), resolver: TableResolver(lines: table), log: log, state: state)
  }

  /// A rejection of the story's receiver.
  static func rejection(
    sender: String? = "support-info@corp.example.com", recipient: String = "me@receiver.example",
    address: String? = "203.0.113.25", domain: String? = "corp.example.com",
    relay: String = "mx.receiver.example", relayAddress: String = "198.51.100.1",
    isTemporary: Bool = false, seconds: Int64? = now - 7_200, hasZone: Bool = true,
    identity: Identity.Scope? = .mailFrom,
    kind: OutgoingRejection.Kind = .spf, origin: MessageOrigin = .local,
    reply: String = "550 5.7.23 SPF fail", wasDelivered: Bool = false
  ) -> OutgoingRejection {
    OutgoingRejection(
      position: LogPosition(file: "mail.log", line: 7),
      time: seconds.map { LogTime(seconds: $0, hasZone: hasZone) },
      queueID: "4ABC", sender: sender, recipient: recipient, relay: relay,
      relayAddress: SPF.IPAddress(relayAddress), reply: reply, replyCode: isTemporary ? 450 : 550,
      enhancedCode: nil, isTemporary: isTemporary, kind: kind,
      statedAddress: address.flatMap { SPF.IPAddress($0) },
      statedDomain: domain, identity: identity, rule: "test", origin: origin, wasDelivered: wasDelivered)
  }
}
