import Diagnosis
import History
import PageSettings
import SPF
import TestSupport

@testable import Console

/// A world that knows of nothing but one replaced server.
extension PrivateWorld {
  /// The console over `batch`, with the zone of `lines`.
  static func replaced(
    _ lines: [String] = Worlds.story, _ batch: HistoryBatch = replacement, hasHistory: Bool = true,
    hasExemptions: Bool = true, _ adjust: (inout SiteConfiguration) -> Void = { _ in }
  ) async throws -> PrivateWorld {
    var configuration = SiteConfiguration()
    adjust(&configuration)
    return try await PrivateWorld(
      TableResolver(lines: lines), batch: batch, configuration: configuration
    ) { sources in
      if !hasHistory { sources.history = nil }
      if !hasExemptions { sources.exemptions = nil }
      sources.receiver.domains = [name("receiver.example")]
    }
  }

  /// The server that was replaced: what passed of the old one, then what was refused of the new one; the record without
  /// it, and the one before.
  static let replacement = HistoryBatch(
    observations: (1...20).flatMap { day -> [Observation] in
      let old = observation("192.0.2.11", hour: hour - day * 24, .pass, .accepted, count: 5)
      guard day <= 3 else { return [old] }
      return [
        old, observation("203.0.113.25", hour: hour - day * 24 + 1, .fail, .rejected, count: 2 + day),
      ]
    },
    records: [
      RecordVersion(
        domain: "corp.example.com", text: "v=spf1 mx ip4:192.0.2.10/32 -all", ttl: 3600,
        firstSeen: now - 30 * 86_400, lastSeen: now - 10 * 86_400),
      RecordVersion(
        domain: "corp.example.com", text: "v=spf1 mx ip4:192.0.2.10/32 ip4:192.0.2.11/32 -all", ttl: 3600,
        firstSeen: now - 10 * 86_400, lastSeen: now - 3600),
    ])

  /// The page of its case.
  static let caseOfStory = "/cases/corp.example.com/203.0.113.25"

  /// An observation of one hour since 1970.
  static func observation(
    _ client: String, domain: String = "corp.example.com", hour: Int, _ result: SPFResult,
    _ action: ObservedAction, helo: String = "mail2.corp.example.jp",
    reverseName: String = "mail2.corp.example.jp", count: Int = 1
  ) -> Observation {
    Observation(
      hour: hour, domain: domain, scope: .mailFrom, network: IPNetwork(address(client)), helo: helo,
      reverseName: reverseName, result: result, action: action, count: count)
  }
}
