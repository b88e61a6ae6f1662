internal import PolicyService
internal import Reporting
internal import SPF
internal import Settings

/// An exemption that somebody wants, as a form or a program gives it.
struct ExemptionRequest: Sendable, Decodable {
  let domain: String
  let network: String
  let until: String
  let reason: String

  private static let longest: Int64 = 366 * 86_400
  /// The days that a form offers.
  private static let usual: Int64 = 14

  /// The last day that a form offers; `now` is in seconds since 1970.
  static func usualEnd(now: Int64) -> String { CivilTime(now + usual * 86_400).day }

  /// The exemption; `now` is in seconds since 1970.
  func exemption(now: Int64) throws(ParameterProblem) -> TemporaryExemption {
    guard domain.utf8.count <= 1024, let name = ListedName.domain(domain) else {
      throw ParameterProblem(name: "domain", expected: Phrase("a domain name", "ドメイン名"))
    }
    guard network.utf8.count <= 64, let clients = IPNetwork(network) else {
      throw ParameterProblem(name: "network", expected: Phrase("an address or a network", "アドレスまたはネットワーク"))
    }
    guard ExemptionFile.isUsual(clients) else {
      throw ParameterProblem(
        name: "network",
        expected: Phrase(
          "one server, or a network no wider than /16 (IPv6: /32); spf exempt add takes wider ones",
          "サーバーひとつ、または /16(IPv6 では /32)以下の広さのネットワーク。より広いものは spf exempt add で追加できます"))
    }
    // A form gives a day, which is its end.
    guard until.utf8.count <= 40, let end = CivilTime(end: until)?.seconds, end > now,
      end <= now + Self.longest
    else {
      throw ParameterProblem(
        name: "until",
        expected: Phrase("a time within a year from now, such as 2026-12-24", "1 年以内の日時(2026-12-24 など)"))
    }
    guard ExemptionFile.isReason(reason) else {
      throw ParameterProblem(name: "reason", expected: Phrase("a few words on one line", "1 行の短い理由"))
    }
    return TemporaryExemption(domain: name, network: clients, reason: reason, end: end)
  }
}
