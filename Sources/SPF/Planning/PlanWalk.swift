/// A walk over a plan for one client.
struct PlanWalk: ~Copyable {
  private enum Ending {
    case decided(SPFResult)
    case leave
  }

  private let client: IPAddress
  private let isIPv4: Bool
  private let now: UInt64
  private let greatestLookups: Int
  private let greatestVoidLookups: Int
  private let greatestExchanges: Int
  private var counters = Counters()
  private var expiry = UInt64.max
  /// The directive whose match comes first, and the `include` of the outermost record that it led to.
  private var innermost: MatchedTerm?
  private var outermost: MatchedTerm?

  private init(client: IPAddress, limits: Limits, now: UInt64) {
    self.client = client
    isIPv4 = client.family == .ipv4
    self.now = now
    greatestLookups = limits.lookups
    greatestVoidLookups = limits.voidLookups
    greatestExchanges = limits.mailExchanges
  }

  /// The outcome by `plan`; nil if it is check_host() that has to find it.
  static func check(
    _ plan: RecordPlan, identity: consuming Identity, client: IPAddress, limits: Limits, now: UInt64
  ) -> CheckOutcome? {
    var walk = PlanWalk(client: client, limits: limits, now: now)
    guard case .decided(let result) = walk.walk(plan, depth: 0, isIncluded: false) else { return nil }
    return walk.outcome(result, identity: identity)
  }

  /// check_host() over a plan; the recursion is as deep as the planner's bound. `isIncluded` is whether its
  /// result is that of an `include`.
  private mutating func walk(_ plan: RecordPlan, depth: Int, isIncluded: Bool) -> Ending {
    var index = 0
    while true {
      let step = plan.step(at: index)
      index += 1
      switch step.operation {
      case .ip4:
        if isIPv4, step.matchesIPv4(client.low) { return match(plan, step, depth, isIncluded) }
      case .ip6:
        let lowerHalf = plan.step(at: index)
        index += 1
        if !isIPv4, step.matchesIPv6(client, lowerHalf: lowerHalf) {
          return match(plan, step, depth, isIncluded)
        }
      case .all:
        return match(plan, step, depth, isIncluded)
      case .onlyIPv4:
        if !isIPv4 { index = Int(step.value) }
      case .onlyIPv6:
        if isIPv4 { index = Int(step.value) }
      case .lookup:
        counters.lookups += 1
        // One too many is permerror, which is check_host()'s to explain.
        if counters.lookups > greatestLookups { return .leave }
      case .void:
        counters.voidLookups += 1
        if counters.voidLookups > greatestVoidLookups { return .leave }
      case .exchanges:
        if step.value > greatestExchanges { return .leave }
      case .answer:
        guard step.value > now else { return .leave }
        counters.questions += 1
        expiry = min(expiry, step.value)
      case .include:
        switch walk(plan.child(at: Int(step.value)), depth: depth + 1, isIncluded: true) {
        case .decided(.pass):
          outermost = MatchedTerm(plan: plan, termIndex: Int(step.term), depth: depth)
          return decide(step.result, plan, isIncluded)
        case .decided:
          innermost = nil
          outermost = nil
        case .leave: return .leave
        }
      case .redirect:
        return walk(plan.child(at: Int(step.value)), depth: depth + 1, isIncluded: isIncluded)
      case .end:
        return .decided(.neutral)
      case .leave, .lowerHalf:
        return .leave
      }
    }
  }

  private mutating func match(
    _ plan: RecordPlan, _ step: PlanStep, _ depth: Int, _ isIncluded: Bool
  ) -> Ending {
    innermost = MatchedTerm(plan: plan, termIndex: Int(step.term), depth: depth)
    return decide(step.result, plan, isIncluded)
  }

  /// A fail with an explanation (6.2) is check_host()'s. That of an included record is not asked for.
  private func decide(_ result: SPFResult, _ plan: RecordPlan, _ isIncluded: Bool) -> Ending {
    result == .fail && !isIncluded && plan.hasExplanation ? .leave : .decided(result)
  }

  /// The outcome of a walk that decided.
  private consuming func outcome(_ result: SPFResult, identity: consuming Identity) -> CheckOutcome {
    // Taken and not copied: a copy would be counted.
    let first = innermost.take()
    let last = outermost.take()
    let ttl = UInt32(truncatingIfNeeded: (expiry - now + 999_999_999) / 1_000_000_000)
    return CheckOutcome(
      result: result, identity: identity, client: client, matched: last ?? first,
      includedMatch: last == nil ? nil : first, counters: counters, ttl: ttl)
  }
}
