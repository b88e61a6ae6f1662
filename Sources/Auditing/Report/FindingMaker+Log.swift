internal import MailLog
internal import Reporting
internal import SPF

extension FindingMaker {
  /// What there is to say of a log.
  mutating func add(_ log: LogAudit) {
    for item in log.cases where item.verdict != .elsewhere { add(item) }
    addElsewhere(log.cases.filter { $0.verdict == .elsewhere })
    addNamed(log)
    addForeign(log)
    addUnused(log.survey)
  }

  private mutating func add(_ item: RejectionCase) {
    let warned = item.temporary == item.count
    let times = item.last.map { ", last at \(Self.text($0))" } ?? ""
    let who = item.relays.isEmpty ? "Receivers" : Self.list(item.relays, most: 3)
    let deed = warned ? "put off" : "refused"
    let number = Self.recipients(item.count)
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
      if item.isNameAbsent {
        made.remedy =
          "\(spelling(of: item.domain))There is no such name: let what sends this mail use a sender that exists, or enter the name in DNS."
      }
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
        "It passes, and did so for longer than any cache may keep another record.\(since(item))")
      made.remedy =
        "Look at what the receiver says: it may check another name or address, such as that of a forwarder of the recipient."
      add(made)
    case .receiverDNS: add(lookup(item, who, deed, "\(number)\(times)"))
    case .elsewhere: break
    }
  }

  private func repaired(_ item: RejectionCase, _ finding: AuditFinding) -> AuditFinding {
    var finding = finding
    if item.resendCount > 0 { finding.remedy = resending(item) }
    return finding
  }

  private func resending(_ item: RejectionCase) -> String {
    "Send again what was refused: \(item.resendCount) \(item.resendCount == 1 ? "message" : "messages"), listed below."
  }

  /// Until when caches may have the record as it was, as far as that is known.
  private func until(_ item: RejectionCase) -> String {
    guard let repair = item.repair else {
      let ttl = item.outcome?.ttl ?? 0
      return
        "When the record was mended is not known (--record-state FILE would remember): caches may have the one before for its TTL after that, until \(CivilTime(options.now + Int64(ttl)).text) UTC at the latest if that was \(ttl) s, as it is now."
    }
    let end = CivilTime(repair.cachedUntil).text
    let have = repair.cachedUntil > options.now ? "may have" : "may have had"
    guard let before = repair.before else {
      return
        "The record has been so since \(CivilTime(repair.since).text) UTC at least; caches \(have) another one until \(end) UTC."
    }
    return
      "The record was mended between \(CivilTime(before).text) and \(CivilTime(repair.since).text) UTC; caches \(have) the one before until \(end) UTC.\(explained(repair))"
  }

  private func explained(_ repair: RejectionCase.Repair) -> String {
    guard repair.explained > 0 else { return "" }
    return
      " \(Self.recipients(repair.explained)) refused after that \(repair.explained == 1 ? "is" : "are") explained by such caches."
  }

  /// Since when what is refused has passed.
  private func since(_ item: RejectionCase) -> String {
    guard let repair = item.repair else { return "" }
    let late =
      repair.unexplained < item.count
      ? " \(Self.recipients(repair.unexplained)) of these \(repair.unexplained == 1 ? "was" : "were") refused after \(CivilTime(repair.cachedUntil).text) UTC, when no cache had another record any more."
      : ""
    return " It has been so since \(CivilTime(repair.since).text) UTC at least.\(late)"
  }

  /// What a receiver said that DNS did not answer.
  private func lookup(
    _ item: RejectionCase, _ who: String, _ deed: String, _ number: String
  ) -> AuditFinding {
    let name = item.scope == .helo ? "the HELO name \(item.domain)" : item.domain.description
    let here: String =
      switch item.outcome.map({ Standing($0.result) }) {
      case .undetermined?: "Here DNS does not answer either."
      case nil: "Nothing follows for the record."
      default: "Here DNS answers, and nothing follows for the record."
      }
    var finding = AuditFinding(
      severity: .warning, code: .receiverDNS, domain: item.domain,
      sentence:
        "\(who) \(deed) mail of \(name) because DNS did not answer there (temperror): \(number). \(here)")
    let servers =
      "If it goes on, see whether every name server of \(item.domain) answers, over IPv4 and IPv6, UDP and TCP: spf lint \(item.domain)."
    finding.remedy =
      item.resendCount > 0
      ? "\(resending(item)) \(servers)" : "What is in the queue is tried again. \(servers)"
    return finding
  }

  static func recipients(_ count: Int) -> String { "\(count) \(count == 1 ? "recipient" : "recipients")" }

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
}
