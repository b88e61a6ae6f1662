public import PolicyService
internal import Reporting
internal import SPF

/// Exemptions, for people and as JSON.
public struct ExemptionListDocument: Sendable, Codable {
  /// One exemption.
  public struct Entry: Sendable, Codable {
    let domain: String
    let network: String
    let until: String
    let hasEnded: Bool
    let reason: String

    enum CodingKeys: String, CodingKey {
      case domain, network, until, reason
      case hasEnded = "ended"
    }
  }

  /// The exemptions, the next to end first.
  public let exemptions: [Entry]

  /// The document of a list; `now` is in seconds since 1970.
  public init(_ list: [TemporaryExemption], now: Int64) {
    exemptions = list.sorted { $0.end < $1.end }.map {
      Entry(
        domain: "\($0.domain)", network: "\($0.network)", until: CivilTime($0.end).machine,
        hasEnded: $0.end <= now,
        reason: $0.reason)
    }
  }

  /// One line each.
  public var text: String {
    guard !exemptions.isEmpty else { return "There are no exemptions.\n" }
    return exemptions.map {
      "\($0.hasEnded ? "ended" : "until") \($0.until)  \($0.domain) from \($0.network): \($0.reason)\n"
    }.joined()
  }
}
