import SPF

@testable import History

/// Observations to write.
enum Samples {
  static let noon: Int64 = 1_767_268_800
  static let hour = Int(noon / 3600)
  static let client = "203.0.113.25/32"

  static func observation(
    _ result: SPFResult = .fail, domain: String = "corp.example.com", from network: String = client,
    hour: Int = hour, helo: String = "mail2.corp.example.jp", name: String = "mail2.corp.example.jp",
    scope: Identity.Scope = .mailFrom, action: ObservedAction = .rejected, count: Int = 1
  ) -> Observation {
    Observation(
      hour: hour, domain: domain, scope: scope, network: IPNetwork(network) ?? IPNetwork(IPAddress(ipv4: 0)),
      helo: helo, reverseName: name, result: result, action: action, count: count)
  }

  static func record(
    _ text: String, domain: String = "corp.example.com", ttl: UInt32 = 3600, first: Int64 = noon,
    last: Int64 = noon
  ) -> RecordVersion {
    RecordVersion(domain: domain, text: text, ttl: ttl, firstSeen: first, lastSeen: last)
  }

  static func stamp(_ sequence: Int64, writer: String = "a") -> BatchStamp {
    BatchStamp(writer: writer, sequence: sequence, hour: hour)
  }
}
