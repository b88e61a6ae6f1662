internal import DNS
public import MailLog
internal import Publishing
internal import Reporting
public import SPF

/// Compares what sends mail with what DNS says about it.
public struct Auditor<C: Clock<Duration>>: Sendable {
  private let options: AuditOptions
  private let clock: C
  /// So many domains and hosts are looked into at a time; questions have a limit of their own.
  private static var width: Int { 16 }

  /// An auditor; the time that it takes is measured with `clock`.
  public init(_ options: AuditOptions, clock: C = ContinuousClock()) {
    self.options = options
    self.clock = clock
  }

  /// The audit of `inventory` by the answers of `resolver`: with `log`, what our own log of outgoing mail shows to be
  /// true, and with `state`, what changed since it was taken.
  public func audit(
    _ inventory: Inventory, resolver: any Resolver, log: OutgoingLog? = nil, state: RecordState? = nil
  ) async -> AuditReport {
    let desk = QuestionDesk(
      resolver, limit: options.questionsAtOnce, patience: options.patience, time: options.time, clock: clock)
    var limits = Limits.rfc7208
    limits.time = min(limits.time, options.time)
    let (width, fixed) = (Self.width, limits)
    let hosts = await Gathering.values(of: inventory.hosts, width: width) {
      await HostAudit.gather($0, resolver: desk, limits: fixed)
    }
    let addresses = Set(hosts.flatMap(\.addresses)).filter { AddressKind($0) == .global }.sorted()
    let names = await Gathering.values(of: addresses, width: width) {
      await ReverseNames.gather($0, resolver: desk)
    }
    let ours = Set(inventory.domains.map(\.name))
    let domains = await Gathering.values(of: inventory.domains, width: width) { domain in
      await DomainAudit.gather(
        domain.name, hosts: domain.hosts.map { hosts[$0] }, services: inventory.services(of: domain),
        domains: ours, resolver: desk, limits: fixed)
    }
    var changes: [RecordStateChange]?
    var history: RecordHistory?
    if let state {
      let keeper = StateKeeper(resolver: desk, old: state, now: options.now, isGate: options.isGate)
      let found = await keeper.compare(Self.names(domains, hosts))
      changes = found.changes
      history = RecordHistory(state: found.state, limits: limits)
    }
    var logAudit: LogAudit?
    if let log {
      let judge = RejectionJudge(
        inventory: inventory, hosts: hosts, domains: domains, resolver: desk, limits: limits,
        now: options.now,
        history: history)
      logAudit = await judge.judge(log)
    }
    var waits: [CacheWait] = []
    if options.isGate, let history {
      waits = await CacheWait.gather(domains, hosts, history: history, now: options.now)
    }
    var wanted = WantedRecords(ours: ours)
    wanted.add(domains)
    wanted.add(hosts)
    wanted.add(logAudit?.cases ?? [])
    let maker = PublicationMaker(resolver: desk)
    let orders = wanted.orders
    let outcomes = await Gathering.values(of: orders, width: width) {
      await maker.make($0.domain, $0.senders)
    }
    var findings = FindingMaker(
      options: options, domains: domains, hosts: hosts,
      reverseNames: Dictionary(uniqueKeysWithValues: zip(addresses, names)), places: wanted.places,
      publications: Dictionary(uniqueKeysWithValues: zip(orders.map(\.domain), outcomes)),
      isListWhole: inventory.notes.isEmpty)
    return AuditReport(
      time: options.now, findings: findings.make(log: logAudit, changes: changes ?? [], waits: waits),
      publications: outcomes.compactMap { if case .made(let made) = $0 { made } else { nil } },
      domains: domains, hosts: hosts, reverseNames: findings.reverseNames, log: logAudit, changes: changes,
      state: history?.state,
      notes: notes(inventory, logAudit, isCut: desk.unasked > 0)
        + (options.isGate ? patience(domains, history?.state) : []),
      questions: desk.asked,
      isCut: desk.unasked > 0)
  }

  /// The names whose records are kept: those of domains and of hosts, which say HELO with them.
  private static func names(_ domains: [DomainAudit], _ hosts: [HostAudit]) -> [DomainName] {
    var seen: Set<DomainName> = []
    return (domains.map(\.domain) + hosts.compactMap(\.host.helo)).filter { seen.insert($0).inserted }
  }

  /// What a deployment must wait for beside: DNS says how it is, and not since when.
  private func patience(_ domains: [DomainAudit], _ state: RecordState?) -> [String] {
    domains.filter { $0.survey.root.record != nil }.compactMap { audit in
      guard let entry = state?.entries[audit.domain] else {
        return
          "Since when \(audit.domain) has this record is not known: receivers that asked before may keep the one before for its TTL, now \(audit.survey.root.answer.ttl) s or more. Wait as long after a change (spf plan tells until when), or let --record-state FILE remember."
      }
      let end = entry.since + Int64(entry.snapshot.answers.map(\.answer.ttl).max() ?? 0)
      guard entry.past.isEmpty, end > options.now else { return nil }
      return
        "The record of \(audit.domain) has been watched since \(CivilTime(entry.since).text) UTC only: if it was changed shortly before, receivers may keep the one before until \(CivilTime(end).text) UTC."
    }
  }

  private func notes(_ inventory: Inventory, _ log: LogAudit?, isCut: Bool) -> [String] {
    var notes = inventory.notes
    if let log {
      if log.survey.isWithoutMail, log.cases.isEmpty, log.foreign.total + log.named.total == 0 {
        notes.append(
          "In \(log.survey.lines) lines of the log no mail leaves: is it the log of Postfix, and of the host that sends?"
        )
      }
      if log.passedOver > 0 {
        notes.append(
          "\(log.passedOver) rejections belong to more cases (a domain and an address each) than are looked into; mend the first ones, and audit again."
        )
      }
      if log.survey.omitted > 0 {
        notes.append("\(log.survey.omitted) more rejections of our mail than can be kept were counted only.")
      }
    }
    if isCut { notes.append("Time was over before DNS was asked everything.") }
    return notes
  }
}
