internal import DNS
internal import MailLog
internal import Reporting
internal import SPF

/// Says what the facts of an audit come to.
struct FindingMaker {
  let options: AuditOptions
  let domains: [DomainAudit]
  let hosts: [HostAudit]
  let reverseNames: [IPAddress: ReverseNames]
  /// Where a record is to be published so that a domain's senders pass.
  let places: [DomainName: DomainName]
  let publications: [DomainName: PublicationOutcome]
  /// Whether all that sends is listed, as far as the list itself tells: nothing was left unread.
  let isListWhole: Bool
  private(set) var findings: [AuditFinding] = []

  init(
    options: AuditOptions, domains: [DomainAudit], hosts: [HostAudit],
    reverseNames: [IPAddress: ReverseNames], places: [DomainName: DomainName],
    publications: [DomainName: PublicationOutcome], isListWhole: Bool = true
  ) {
    self.options = options
    self.domains = domains
    self.hosts = hosts
    self.reverseNames = reverseNames
    self.places = places
    self.publications = publications
    self.isListWhole = isListWhole
  }

  /// The findings, the most important first.
  mutating func make(
    log: LogAudit?, changes: [RecordStateChange], waits: [CacheWait] = []
  ) -> [AuditFinding] {
    for domain in domains { add(domain) }
    for host in hosts { add(host) }
    for wait in waits { add(wait) }
    if let log { add(log) }
    for change in changes { add(change) }
    return findings.enumerated().sorted {
      ($0.element.severity, $0.offset) < ($1.element.severity, $1.offset)
    }.map(\.element)
  }

  mutating func add(_ finding: AuditFinding) { findings.append(finding) }

  /// `finding` with the record to publish for `domain`, or the reason why there is none.
  func withRecord(_ finding: AuditFinding, for domain: DomainName) -> AuditFinding {
    var finding = finding
    let place = places[domain] ?? domain
    switch publications[place] {
    case .made?: finding.publishAt = place
    case .refused(let reason)?: finding.remedy = reason
    case nil: break
    }
    return finding
  }

  // MARK: Domains

  private mutating func add(_ audit: DomainAudit) {
    guard !audit.isAbsent else { return addAbsent(audit) }
    var order: [String] = []
    var groups: [String: [DomainAudit.AddressCheck]] = [:]
    for check in audit.addresses where check.standing != .authorised {
      let key = "\(check.standing.rawValue) \(Self.reason(check.outcome))"
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(check)
    }
    for key in order {
      if let checks = groups[key], let first = checks.first { add(audit, checks, first) }
    }
    for check in audit.services { add(audit, check) }
    // The one host of a deployment is not all that sends.
    if !options.isGate { for term in audit.superfluous { add(audit, term) } }
  }

  private mutating func add(
    _ audit: DomainAudit, _ checks: [DomainAudit.AddressCheck], _ first: DomainAudit.AddressCheck
  ) {
    let names = Self.list(checks.map { "\($0.address) (\($0.host))" })
    let (be, reason) = (checks.count == 1 ? "is" : "are", Self.reason(first.outcome))
    func finding(
      _ severity: AuditFinding.Severity, _ code: AuditFinding.Code, _ sentence: String
    ) -> AuditFinding {
      AuditFinding(
        severity: severity, code: code, domain: audit.domain, addresses: checks.map(\.address),
        sentence: sentence)
    }
    switch first.standing {
    case .authorised: break
    case .missing:
      add(
        withRecord(
          finding(.error, .missing, "\(names) \(be) not authorised for \(audit.domain): \(reason)."),
          for: audit.domain))
    case .softly:
      add(
        withRecord(
          finding(
            .error, .softly,
            "\(names) \(be) not authorised for \(audit.domain), only not refused outright: \(reason)."),
          for: audit.domain))
    case .broken:
      add(
        withRecord(
          finding(
            .error, .brokenRecord,
            "The record of \(audit.domain) cannot be used, so nothing is authorised that gets as far: \(names): \(reason)."
          ), for: audit.domain))
    case .undetermined:
      var item = finding(
        .undetermined, .dnsTrouble,
        "Whether \(names) \(be) authorised for \(audit.domain) is not known: \(reason).")
      item.remedy = "Try again, name a --resolver, or repair the name servers of \(audit.domain)."
      add(item)
    }
  }

  private mutating func add(_ audit: DomainAudit, _ check: DomainAudit.ServiceCheck) {
    let service = check.service
    func finding(
      _ severity: AuditFinding.Severity, _ code: AuditFinding.Code, _ sentence: String
    ) -> AuditFinding {
      AuditFinding(
        severity: severity, code: code, domain: audit.domain, host: service.label, sentence: sentence)
    }
    if case .dns? = check.problem?.code {
      add(
        finding(
          .undetermined, .dnsTrouble,
          "Whether \(service.label) can send for \(audit.domain) is not known: \(check.problem?.description ?? "")."
        ))
    } else if let problem = check.problem {
      var item = finding(
        .error, .serviceBroken, "\(service.label) publishes nothing that can be included: \(problem).")
      item.remedy = "Ask the service what to include; \(service.target) may be outdated or misspelt."
      add(item)
    } else if check.isIncluded == false {
      add(
        withRecord(
          finding(
            .error, .serviceNotIncluded,
            "The record of \(audit.domain) does not include \(service.target), so what \(service.label) sends for it is not authorised."
          ), for: audit.domain))
    } else if check.isIncluded == nil {
      var item = finding(
        .warning, .serviceNotIncluded,
        "Whether the record of \(audit.domain) includes \(service.target) (\(service.label)) cannot be told: \(audit.survey.root.problem?.description ?? "it refers to names that depend on the message")."
      )
      item.remedy = "See spf show \(audit.domain)."
      add(item)
    }
  }

  private mutating func add(_ audit: DomainAudit, _ term: SuperfluousTerm) {
    // Whoever takes a term out because the list is short loses the mail of what the list lacks.
    let isKnown =
      !audit.addresses.isEmpty && audit.addresses.allSatisfy { AddressKind($0.address) == .global }
      && hosts.allSatisfy { !$0.addresses.isEmpty && !$0.isLookupIncomplete } && isListWhole
    let unknown = "Whether it is needed cannot be told: not every sender's address is known. List them first."
    var finding: AuditFinding
    if let target = term.target {
      finding = AuditFinding(
        severity: .warning, code: .unlistedService, domain: audit.domain,
        sentence:
          "The record of \(term.domain) includes \(target), and no listed sender of \(audit.domain) needs it."
      )
      finding.remedy =
        isKnown
        ? "List it under services if it sends, or else take \(term.text) out: spf plan \(term.domain) --remove \(term.text)"
        : unknown
    } else {
      finding = AuditFinding(
        severity: .warning, code: .superfluous, domain: audit.domain,
        sentence:
          "\(term.text) of \(term.domain) authorises \(Self.list(term.networks.map(\.description))), which no listed sender of \(audit.domain) uses."
      )
      finding.remedy =
        isKnown
        ? "List the host if it sends, or else take it out: spf plan \(term.domain) --remove \(term.text)"
        : unknown
    }
    add(finding)
  }

  // MARK: Words

  /// The result and the term or problem that gave it.
  static func reason(_ outcome: CheckOutcome) -> String {
    if let problem = outcome.problem {
      return outcome.result == .none ? problem.description : "\(outcome.result): \(problem)"
    }
    guard let matched = outcome.matched else { return "\(outcome.result), because no term matches" }
    let origin = outcome.origin.map { $0.depth == matched.depth ? "" : ", by \($0.text) of \($0.domain)" }
    return "\(outcome.result) (\(matched.text)\(origin ?? ""))"
  }

  /// `a, b, c and 4 more`.
  static func list(_ items: [String], most: Int = 8) -> String {
    guard items.count > most else { return items.joined(separator: ", ") }
    return items.prefix(most).joined(separator: ", ") + " and \(items.count - most) more"
  }

  /// The time of a log.
  static func text(_ time: LogTime) -> String { CivilTime(time.seconds).text + (time.hasZone ? " UTC" : "") }
}
