internal import Reporting
internal import SPF

/// Names that do not exist.
extension FindingMaker {
  /// What there is to say of a domain that does not exist.
  mutating func addAbsent(_ audit: DomainAudit) {
    var finding = AuditFinding(
      severity: .error, code: .noSuchName, domain: audit.domain, addresses: audit.addresses.map(\.address),
      sentence: "There is no such name as \(audit.domain): DNS knows nothing of it.")
    finding.remedy =
      "\(spelling(of: audit.domain))Correct it in the list, or enter it in DNS before mail bears it: receivers refuse senders that do not exist."
    add(finding)
  }

  /// `Did you mean …? `, of the names that are listed and exist, and of those above them; empty if none is near.
  func spelling(of name: DomainName) -> String {
    let absent = Set(
      domains.filter(\.isAbsent).map(\.domain) + hosts.filter(\.isHELOAbsent).compactMap(\.host.helo))
    let listed = domains.map(\.domain) + hosts.flatMap { [$0.host.name, $0.host.helo].compactMap { $0 } }
    let above = listed.compactMap(\.parent).filter { $0.labelCount > 1 }
    let candidates = (listed + above).filter { $0 != name && !absent.contains($0) }
    return NearestWord.of(name.description, among: candidates.map(\.description)).map {
      "Did you mean \"\($0)\"? "
    } ?? ""
  }
}
