internal import DNS
internal import MailLog
internal import SPF

/// Joins what receivers said with what DNS says now.
struct RejectionJudge<R: Resolver>: Sendable {
  let inventory: Inventory
  let hosts: [HostAudit]
  let resolver: R
  let limits: Limits
  /// Seconds since 1970.
  let now: Int64
  let state: RecordState?

  /// More cases than this are not looked into.
  private static var mostCases: Int { 1_000 }
  private static var width: Int { 16 }

  /// What `log` shows.
  func judge(_ log: OutgoingLog) async -> LogAudit {
    var tallies: [RejectionTally.Key: RejectionTally] = [:]
    var order: [RejectionTally.Key] = []
    var (forwarded, foreign) = (log.survey.forwarded, 0)
    let listed = log.rejections.count { $0.origin.isForwarded }
    forwarded = max(forwarded, listed)
    for rejection in log.rejections where !rejection.origin.isForwarded {
      guard let key = key(of: rejection) else {
        foreign += 1
        continue
      }
      if tallies[key] == nil {
        guard order.count < Self.mostCases else { continue }
        order.append(key)
      }
      tallies[key, default: RejectionTally(key)].add(rejection)
    }
    let all = order.compactMap { tallies[$0] }
    let cases = await Gathering.values(of: all, width: Self.width) { tally in
      await self.judge(tally, beside: all)
    }
    return LogAudit(
      cases: cases.sorted { ($0.verdict.rank, $1.count) < ($1.verdict.rank, $0.count) },
      forwarded: forwarded, foreign: foreign, survey: log.survey, problems: log.problems)
  }

  // MARK: Whose record

  /// What a rejection is about; nil if that is no record of ours.
  private func key(of rejection: OutgoingRejection) -> RejectionTally.Key? {
    let sender = rejection.sender.flatMap { $0.isEmpty ? nil : Identity.mailFrom($0, helo: "").domain }
    let stated = rejection.statedDomain.flatMap { Identity.mailFrom("x@\($0)", helo: "").domain }
    let isHELO = rejection.identity == .helo || rejection.sender == ""
    let domain = isHELO ? stated ?? heloName(for: rejection.statedAddress) : sender ?? stated
    guard let domain, isOurs(domain) else { return nil }
    // No host has the address "none".
    let address = rejection.statedAddress.flatMap { $0.octets.allSatisfy { $0 == 0 } ? nil : $0 }
    // Receivers that say nothing of the identity may have checked another domain than that of the sender.
    return RejectionTally.Key(
      domain: domain, scope: isHELO ? .helo : .mailFrom, statedAddress: address,
      family: address == nil ? rejection.relayAddress?.family : nil)
  }

  private func isOurs(_ name: DomainName) -> Bool {
    inventory.domains.contains { name.isEqualToOrSubdomain(of: $0.name) }
      || inventory.hosts.contains { $0.helo == name || $0.name == name }
  }

  private func heloName(for address: IPAddress?) -> DomainName? {
    let fitting = hosts.filter { host in address.map { host.addresses.contains($0) } ?? true }
    let names = Set(fitting.compactMap(\.host.helo))
    return names.count == 1 ? names.first : nil
  }

  // MARK: What it comes to

  private func judge(_ tally: RejectionTally, beside all: [RejectionTally]) async -> RejectionCase {
    let key = tally.key
    let addresses = key.statedAddress.map { [$0] } ?? candidates(key)
    var failing: [IPAddress] = []
    var worst: CheckOutcome?
    for address in addresses {
      let outcome = await check(tally, address)
      if outcome.result != .pass { failing.append(address) }
      if worst.map({ Standing($0.result).rank > Standing(outcome.result).rank }) ?? true { worst = outcome }
    }
    var verdict = RejectionVerdict.unknownAddress
    if let worst {
      switch Standing(worst.result) {
      case .authorised: verdict = isOldNews(tally, worst) ? .refusedAlthoughAuthorised : .repaired
      case .missing, .softly: verdict = isElsewhere(tally, beside: all) ? .elsewhere : .missing
      case .broken: verdict = .broken
      case .undetermined: verdict = .undetermined
      }
    }
    return RejectionCase(
      domain: key.domain, scope: key.scope, statedAddress: key.statedAddress,
      isUnlisted: key.statedAddress.map { !isListed($0) } ?? false,
      addresses: failing.isEmpty ? addresses : failing, verdict: verdict, outcome: worst, count: tally.count,
      temporary: tally.temporary, first: tally.times?.first, last: tally.times?.last, relays: tally.relays,
      reply: Printable.text(tally.latest?.reply ?? ""),
      position: tally.latest?.position ?? LogPosition(file: "-", line: 0), resend: tally.resend,
      resendCount: tally.resendCount)
  }

  /// The addresses of which one was meant: those of the domain's hosts, of the family that was used.
  private func candidates(_ key: RejectionTally.Key) -> [IPAddress] {
    let domain = inventory.domains.first { key.domain.isEqualToOrSubdomain(of: $0.name) }
    let indices = domain?.hosts ?? Array(hosts.indices)
    let fitting = indices.map { hosts[$0] }.filter { key.scope == .mailFrom || $0.host.helo == key.domain }
    return fitting.flatMap(\.addresses).filter { key.family == nil || $0.family == key.family }
  }

  private func check(_ tally: RejectionTally, _ address: IPAddress) async -> CheckOutcome {
    let name = hosts.first { $0.addresses.contains(address) }?.host.helo
    let helo = (name ?? tally.key.domain).description
    let identity: Identity =
      tally.key.scope == .helo
      ? .helo(tally.key.domain.description)
      : .mailFrom(tally.sender ?? "postmaster@\(tally.key.domain)", helo: helo)
    return await Evaluator(limits: limits).check(
      CheckRequest(identity, client: address, timestamp: now), resolver: resolver)
  }

  /// Whether the address that a receiver names is somebody else's: its own, or known to it alone while others name
  /// addresses of ours.
  private func isElsewhere(_ tally: RejectionTally, beside all: [RejectionTally]) -> Bool {
    guard let address = tally.key.statedAddress, !isListed(address) else { return false }
    if AddressKind(address) == .global, tally.relayAddresses.contains(address) { return true }
    guard tally.isOfOneReceiver else { return false }
    return all.contains { other in
      other.key.statedAddress.map { $0.family == address.family && isListed($0) } ?? false
    }
  }

  private func isListed(_ address: IPAddress) -> Bool { hosts.contains { $0.addresses.contains(address) } }

  /// Whether the record was the same when the receiver refused, and long enough before.
  private func isOldNews(_ tally: RejectionTally, _ outcome: CheckOutcome) -> Bool {
    guard let since = state?.entries[tally.key.domain]?.since, let last = tally.times?.last else {
      return false
    }
    return since + Int64(outcome.ttl ?? 0) < last.seconds
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
    case .elsewhere: 5
    case .repaired: 6
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
