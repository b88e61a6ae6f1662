internal import SPF

/// Refusals that are about no record of ours: one finding of each kind, however many there are.
extension FindingMaker {
  /// Our mail, refused in words that name somebody else's address.
  mutating func addElsewhere(_ cases: [RejectionCase]) {
    var order: [DomainName] = []
    var groups: [DomainName: [RejectionCase]] = [:]
    for item in cases {
      if groups[item.domain] == nil { order.append(item.domain) }
      groups[item.domain, default: []].append(item)
    }
    for domain in order {
      guard let items = groups[domain] else { continue }
      let addresses = items.flatMap(\.addresses)
      let count = items.reduce(0) { $0 + $1.count }
      var relays: [String] = []
      for relay in items.flatMap(\.relays) where !relays.contains(relay) { relays.append(relay) }
      let who = relays.isEmpty ? "Receivers" : Self.list(relays, most: 3)
      var made = AuditFinding(
        severity: .notice, code: .elsewhere, domain: domain, addresses: addresses,
        sentence:
          "\(who) refused mail of \(domain) from \(Self.list(addresses.map(\.description))) because of SPF: \(Self.recipients(count)). \(addresses.count == 1 ? "That address is" : "Those addresses are") probably none of ours: nobody else names \(addresses.count == 1 ? "it, or it is" : "them, or they are") the receiver's own."
      )
      made.remedy =
        "The recipient seems to have his mail forwarded; only he or the forwarder can mend that. What is ours after all, list."
      add(made)
    }
  }

  /// Our mail, refused in words that name somebody else's domain.
  mutating func addNamed(_ log: LogAudit) {
    guard log.named.total > 0 else { return }
    let included = Set(log.included.map(\.description))
    var made = AuditFinding(
      severity: .notice, code: .otherDomain,
      sentence:
        "\(Self.recipients(log.named.total)) refused mail of ours because of SPF, and named \(log.named.names == 1 ? "a domain that is" : "domains that are") none of ours: \(Self.names(log.named) { included.contains($0) ? ", to which a record of ours refers" : "" }). Nothing of ours is missing by that."
    )
    made.remedy =
      "Receivers check the reverse-path of whoever passes the mail on, and quote what they like. If one of these is ours, list it: under domains, or as the helo: of a host."
    add(made)
  }

  /// Mail of others that was refused.
  mutating func addForeign(_ log: LogAudit) {
    guard log.foreign.total > 0 else { return }
    let names =
      log.foreign.items.isEmpty
      ? "" : ", of \(Self.names(log.foreign))"
    let passedOn =
      log.forwarded > 0
      ? " \(log.forwarded == log.foreign.total ? "It" : "That of \(log.forwarded)") came from outside and was passed on."
      : ""
    var made = AuditFinding(
      severity: .notice, code: .notOurs,
      sentence:
        "\(Self.recipients(log.foreign.total)) refused, because of SPF, mail that bears no domain of ours\(names).\(passedOn)"
    )
    made.remedy =
      "Mail that is passed on with its sender's reverse-path fails by design (RFC 7208 appendix D): rewrite the reverse-path (SRS) for addresses that lead outside. If one of these domains is ours, list it."
    add(made)
  }

  /// `a.example (12), b.example (3) and 997 more`.
  private static func names(_ counts: NameCounts, _ remark: (String) -> String = { _ in "" }) -> String {
    let shown = counts.items.prefix(8).map { "\($0.name) (\($0.count)\(remark($0.name)))" }
    let more = counts.names - shown.count
    return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }
}
