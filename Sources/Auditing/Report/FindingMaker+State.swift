internal import Publishing
internal import Reporting
internal import SPF

/// What a state tells.
extension FindingMaker {
  /// What a deployment must wait for.
  mutating func add(_ wait: CacheWait) {
    let names = Self.list(wait.addresses.map(\.description))
    let (from, to) = (CivilTime(wait.replaced.lowerBound).text, CivilTime(wait.replaced.upperBound).text)
    var finding = AuditFinding(
      severity: .wait, code: .recentlyChanged, domain: wait.name, addresses: wait.addresses,
      sentence:
        "\(names) \(wait.addresses.count == 1 ? "is" : "are") authorised for \(wait.isHELO ? "the HELO name " : "")\(wait.name) now; the record was changed between \(from) and \(to) UTC, and caches may hold the one before, which refuses, until \(CivilTime(wait.until).text) UTC."
    )
    finding.remedy = "Begin to send after \(CivilTime(wait.until).text) UTC."
    add(finding)
  }

  /// What there is to say of a change.
  mutating func add(_ change: RecordStateChange) {
    let since = CivilTime(change.since).text
    let isHELO = !domains.contains { $0.domain == change.domain }
    let isTTL = change.lines.allSatisfy { $0.ttl != nil }
    let lost = change.difference?.losing(.pass) ?? NetworkSet()
    let gained = change.difference?.gaining(.pass) ?? NetworkSet()
    func names(_ set: NetworkSet) -> String { Self.list(set.prefixes.map(\.description)) }
    let what: String
    if isTTL {
      what = "Only TTLs have become longer."
    } else if let difference = change.difference {
      what =
        difference.isEqual
        ? "It says the same of every address as before."
        : [
          lost.isEmpty ? nil : "\(names(lost)) lost pass.",
          gained.isEmpty ? nil : "\(names(gained)) gained pass.",
          lost.isEmpty && gained.isEmpty ? "Nobody gained or lost pass for certain." : nil,
        ].compactMap { $0 }.joined(separator: " ")
    } else {
      what = "What that means for whom could not be worked out."
    }
    add(
      AuditFinding(
        severity: lost.isEmpty ? .notice : .warning, code: lost.isEmpty ? .changed : .changedForWorse,
        domain: change.domain,
        sentence:
          "The record of \(isHELO ? "the HELO name " : "")\(change.domain) or what it refers to changed since \(since) UTC. \(what)\(caches(change))"
      ))
  }

  /// What receivers that asked before may still have. A change that alters nothing for anybody needs no patience.
  private func caches(_ change: RecordStateChange) -> String {
    guard let until = change.cachedUntil, change.difference?.isEqual != true else { return "" }
    return until > options.now
      ? " Caches may have what was before until \(CivilTime(until).text) UTC, and receivers go by it so long."
      : " No cache has what was before any more."
  }
}
