internal import DNS
internal import MailLog
internal import Publishing
internal import SPF

/// Joins what receivers said with what DNS says now.
struct RejectionJudge<R: Resolver>: Sendable {
  let inventory: Inventory
  let hosts: [HostAudit]
  let domains: [DomainAudit]
  let resolver: R
  let limits: Limits
  /// Seconds since 1970.
  let now: Int64
  let history: RecordHistory?

  /// More cases than this are not looked into.
  private static var mostCases: Int { 1_000 }
  private static var width: Int { 16 }

  /// What `log` shows.
  func judge(_ log: OutgoingLog) async -> LogAudit {
    let finder = SubjectFinder(inventory: inventory, hosts: hosts)
    var tallies: [RejectionTally.Key: RejectionTally] = [:]
    var order: [RejectionTally.Key] = []
    var (foreign, named): ([String: Int], [String: Int]) = ([:], [:])
    // What of the mail of others is about a record of ours.
    var taken: [String: Int] = [:]
    var (forwarded, strangers, passedOver) = (0, 0, 0)
    var testimony = AddressTestimony(
      listed: Set(hosts.flatMap(\.addresses)), isComplete: log.survey.omitted == 0)
    for rejection in log.rejections {
      switch finder.subject(of: rejection) {
      case .ours(let key):
        if let name = finder.stranger(of: rejection) { taken[name.description, default: 0] += 1 }
        if let address = key.statedAddress { testimony.add(rejection, naming: address) }
        if tallies[key] == nil {
          guard order.count < Self.mostCases else {
            passedOver += 1
            continue
          }
          order.append(key)
        }
        tallies[key, default: RejectionTally(key)].add(rejection)
      case .named(let name): named[name.description, default: 0] += 1
      case .stranger(let name):
        if rejection.origin.isForwarded { forwarded += 1 }
        strangers += 1
        if let name { foreign[name, default: 0] += 1 }
      }
    }
    // The reader of the log has counted all, with a name as many as there was room for, and listed some.
    let counted =
      log.survey.strangers.values.reduce(log.survey.otherStrangers, +) - taken.values.reduce(0, +)
    for (name, count) in log.survey.strangers where DomainName(name).map({ !finder.isOurs($0) }) ?? true {
      let rest = max(foreign[name] ?? 0, count - (taken[name] ?? 0))
      foreign[name] = rest > 0 ? rest : nil
    }
    let others = NameCounts(foreign, total: max(counted, strangers))
    let all = order.compactMap { tallies[$0] }
    let heard = testimony
    let cases = await Gathering.values(of: all, width: Self.width) { tally in
      await self.judge(tally, heard)
    }
    return LogAudit(
      cases: cases.sorted { ($0.verdict.rank, $1.count) < ($1.verdict.rank, $0.count) }, foreign: others,
      forwarded: min(max(forwarded, log.survey.forwarded), others.total), named: NameCounts(named),
      included: Set(domains.flatMap { RecordWalk(survey: $0.survey, domains: []).names }),
      passedOver: passedOver, survey: log.survey, problems: log.problems)
  }

  // MARK: What it comes to

  private func judge(_ tally: RejectionTally, _ testimony: AddressTestimony) async -> RejectionCase {
    let key = tally.key
    let addresses = key.statedAddress.map { [$0] } ?? candidates(key)
    var failing: [IPAddress] = []
    var worst: CheckOutcome?
    var repair: RejectionCase.Repair?
    for address in addresses {
      let request = request(tally, address)
      let outcome = await Evaluator(limits: limits).check(request, resolver: resolver)
      if outcome.result != .pass { failing.append(address) }
      if worst.map({ Standing($0.result).rank > Standing(outcome.result).rank }) ?? true { worst = outcome }
      if outcome.result == .pass, !key.isLookup, let found = await self.repair(tally, request, outcome),
        repair.map({ $0.cachedUntil < found.cachedUntil }) ?? true
      {
        repair = found
      }
    }
    if !failing.isEmpty { repair = nil }
    return RejectionCase(
      domain: key.domain, scope: key.scope, statedAddress: key.statedAddress,
      isUnlisted: key.statedAddress.map { !isListed($0) } ?? false,
      addresses: failing.isEmpty ? addresses : failing, verdict: verdict(tally, worst, repair, testimony),
      outcome: worst, repair: repair, count: tally.count, temporary: tally.temporary,
      first: tally.times.min(), last: tally.times.max(), relays: tally.relays,
      reply: Printable.text(tally.latest?.reply ?? ""),
      position: tally.latest?.position ?? LogPosition(file: "-", line: 0), resend: tally.resend,
      resendCount: tally.resendCount)
  }

  private func verdict(
    _ tally: RejectionTally, _ worst: CheckOutcome?, _ repair: RejectionCase.Repair?,
    _ testimony: AddressTestimony
  ) -> RejectionVerdict {
    if tally.key.isLookup { return .receiverDNS }
    guard let worst else { return .unknownAddress }
    switch Standing(worst.result) {
    case .authorised:
      return repair.map { $0.unexplained > 0 } ?? false ? .refusedAlthoughAuthorised : .repaired
    case .missing, .softly: return isElsewhere(tally, testimony) ? .elsewhere : .missing
    case .broken: return .broken
    case .undetermined: return .undetermined
    }
  }

  /// The addresses of which one was meant: those of the domain's hosts, of the family that was used.
  private func candidates(_ key: RejectionTally.Key) -> [IPAddress] {
    let domain = inventory.domains.first { key.domain.isEqualToOrSubdomain(of: $0.name) }
    let indices = domain?.hosts ?? Array(hosts.indices)
    let fitting = indices.map { hosts[$0] }.filter { key.scope == .mailFrom || $0.host.helo == key.domain }
    return fitting.flatMap(\.addresses).filter { key.family == nil || $0.family == key.family }
  }

  private func request(_ tally: RejectionTally, _ address: IPAddress) -> CheckRequest {
    let name = hosts.first { $0.addresses.contains(address) }?.host.helo
    let helo = (name ?? tally.key.domain).description
    let identity: Identity =
      tally.key.scope == .helo
      ? .helo(tally.key.domain.description)
      : .mailFrom(tally.sender ?? "postmaster@\(tally.key.domain)", helo: helo)
    return CheckRequest(identity, client: address, timestamp: now)
  }

  /// Whether the address that a receiver names is somebody else's: its own, or that of a forwarder.
  private func isElsewhere(_ tally: RejectionTally, _ testimony: AddressTestimony) -> Bool {
    guard let address = tally.key.statedAddress, !isListed(address) else { return false }
    if AddressKind(address) == .global, tally.relayAddresses.contains(address) { return true }
    return testimony.isForwarders(address)
  }

  private func isListed(_ address: IPAddress) -> Bool { hosts.contains { $0.addresses.contains(address) } }

  // MARK: Since when

  /// What the state knows of the record that lets `request` pass.
  private func repair(
    _ tally: RejectionTally, _ request: CheckRequest, _ outcome: CheckOutcome
  ) async -> RejectionCase.Repair? {
    guard let standing = await history?.standing(of: request, at: tally.key.domain) else { return nil }
    let last = standing.refusing.map(\.cachedUntil).max()
    // What was there before the first look at it is not known, nor its TTL.
    let until = last ?? standing.since + Int64(outcome.ttl ?? 0)
    return RejectionCase.Repair(
      since: standing.since, before: standing.refusing.first?.snapshot.time, cachedUntil: until,
      explained: tally.times.count { $0.earliest > standing.since && $0.latest <= until },
      unexplained: tally.times.count { $0.earliest > until })
  }
}

extension RejectionVerdict {
  /// The most urgent first.
  fileprivate var rank: Int {
    switch self {
    case .missing: 0
    case .broken: 1
    case .undetermined: 2
    case .unknownAddress: 3
    case .refusedAlthoughAuthorised: 4
    case .receiverDNS: 5
    case .elsewhere: 6
    case .repaired: 7
    }
  }
}

extension Standing {
  /// The worst first.
  fileprivate var rank: Int {
    switch self {
    case .broken: 0
    case .missing: 1
    case .softly: 2
    case .undetermined: 3
    case .authorised: 4
    }
  }
}
