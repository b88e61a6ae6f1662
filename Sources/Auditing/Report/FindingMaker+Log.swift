internal import MailLog
internal import Publishing
internal import Reporting
internal import SPF

extension FindingMaker {
  /// What there is to say of a log.
  mutating func add(_ log: LogAudit) {
    for item in log.cases { add(item) }
    addUnused(log.survey)
  }

  private mutating func add(_ item: RejectionCase) {
    let warned = item.temporary == item.count
    let times = item.last.map { ", last at \(Self.text($0))" } ?? ""
    let who = item.relays.isEmpty ? "Receivers" : Self.list(item.relays, most: 3)
    let deed = warned ? "put off" : "refused"
    let number = "\(item.count) \(item.count == 1 ? "recipient" : "recipients")"
    let from =
      item.statedAddress.map { " from \($0)" }
      ?? (item.addresses.isEmpty
        ? "" : " (from \(Self.list(item.addresses.map(\.description))), as it seems)")
    let name = item.scope == .helo ? "the HELO name \(item.domain)" : item.domain.description
    let start = "\(who) \(deed) mail of \(name)\(from) because of SPF: \(number)\(times)."
    func finding(
      _ severity: AuditFinding.Severity, _ code: AuditFinding.Code, _ rest: String
    ) -> AuditFinding {
      AuditFinding(
        severity: severity, code: code, domain: item.domain, addresses: item.addresses,
        sentence: "\(start) \(rest)")
    }
    let reason = item.outcome.map(Self.reason) ?? ""
    switch item.verdict {
    case .missing, .broken:
      let rest =
        warned
        ? "It would not pass now either: \(reason). What is still in the queue is saved if the record is mended in time."
        : "It would not pass now either: \(reason)."
      var made = withRecord(finding(.error, warned ? .earlyWarning : .rejected, rest), for: item.domain)
      if let stated = item.statedAddress, [.privateUse, .carrierShared].contains(AddressKind(stated)) {
        made.publishAt = nil
        made.remedy =
          "\(stated) is \(AddressKind(stated).words): the receiver, or a relay before it, is inside a network of ours. Exempt us from the check there."
      }
      if made.publishAt != nil, item.isUnlisted, let stated = item.statedAddress {
        made.remedy =
          "Nothing but the receiver's words says that \(stated) is ours. If it is, list it; and only then:"
      }
      add(made)
    case .undetermined:
      add(finding(.undetermined, .dnsTrouble, "Whether it would pass now is not known: \(reason)."))
    case .unknownAddress:
      var made = finding(.warning, .rejectedUnknown, "From which address it came nobody says.")
      made.remedy = "List the hosts that send for \(item.domain), with their addresses."
      add(made)
    case .repaired: add(repaired(item, finding(.notice, .repaired, "It would pass now. \(until(item))")))
    case .refusedAlthoughAuthorised:
      var made = finding(
        .warning, .refusedAlthoughAuthorised,
        "It passes, and the record has been the same for longer than any cache may keep it.")
      made.remedy =
        "Look at what the receiver says: it may check another name or address, such as that of a forwarder of the recipient."
      add(made)
    case .elsewhere:
      var made = finding(
        .notice, .elsewhere,
        "That address is probably none of ours: nobody else names it, or it is the receiver's own.")
      made.remedy =
        "The recipient seems to have his mail forwarded; only he or the forwarder can mend that. If the address is ours after all, list it."
      add(made)
    }
  }

  private func repaired(_ item: RejectionCase, _ finding: AuditFinding) -> AuditFinding {
    var finding = finding
    if item.resendCount > 0 {
      finding.remedy =
        "Send again what was refused: \(item.resendCount) \(item.resendCount == 1 ? "message" : "messages"), listed below."
    }
    return finding
  }

  /// Until when caches may have the record as it was.
  private func until(_ item: RejectionCase) -> String {
    guard let ttl = item.outcome?.ttl, let last = item.last, last.hasZone else {
      return "If it was mended lately, caches have the old record until its TTL is over."
    }
    let end = last.seconds + Int64(ttl)
    guard end > options.now else { return "The record was mended since." }
    return
      "If it was mended after that, caches have the old record until \(CivilTime(end).text) UTC at the latest as far as the TTL of \(ttl) s tells."
  }

  private mutating func addUnused(_ survey: OutgoingSurvey) {
    guard let first = survey.first, let end = survey.last else { return }
    let days = Int64(options.unusedDays)
    for audit in domains {
      let authorised = audit.addresses.filter { $0.standing == .authorised }
      guard !authorised.isEmpty else { continue }
      let last = survey.deliveries[audit.domain.description]?.last
      let silent = (end.seconds - (last ?? first).seconds) / 86_400
      guard silent >= days else { continue }
      var finding = AuditFinding(
        severity: .warning, code: .unused, domain: audit.domain, addresses: authorised.map(\.address),
        sentence: last.map {
          "No mail of \(audit.domain) has left since \(Self.text($0)), for \(silent) days, as far as this log tells; its record authorises \(Self.list(authorised.map(\.address.description)))."
        }
          ?? "This log has no mail of \(audit.domain) at all, for \(silent) days; its record authorises \(Self.list(authorised.map(\.address.description)))."
      )
      finding.remedy =
        "If nothing of it is sent from here any more, take the addresses out with spf plan \(audit.domain) --remove."
      add(finding)
    }
  }

  /// What there is to say of a change.
  mutating func add(_ change: RecordStateChange) {
    let since = CivilTime(change.since).text
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
        sentence: "The record of \(change.domain) or what it refers to changed since \(since) UTC. \(what)"))
  }
}
