/// Makes plans from answers that are at hand. It never asks for more.
package struct RecordPlanner {
  /// An answer and until when it holds, in nanoseconds of the cache's clock.
  package typealias Timed = (answer: DNSAnswer, expiry: UInt64)

  /// Deeper includes and redirects are left to check_host(); the limit on lookups ends an evaluation about here.
  private static let greatestDepth = 12
  /// The most terms of one record that cause queries; an evaluation reaches no more.
  private static let greatestLookups = 16
  /// The most steps of one plan: a large record has its networks and, for each `mx`, ten hosts' addresses.
  private static let greatestSteps = 8192
  /// The most plans made at one go, however many records a hostile tree has.
  private static let greatestCount = 32

  private let now: UInt64
  private let answer: (DNSQuestion) -> Timed?
  private let existing: (DomainName) -> RecordPlan?
  private var path: [DomainName] = []
  /// The plans made, which the caller keeps.
  package private(set) var made: [RecordPlan] = []

  /// A planner over what a cache holds.
  package init(
    now: UInt64, answer: @escaping (DNSQuestion) -> Timed?, existing: @escaping (DomainName) -> RecordPlan?
  ) {
    self.now = now
    self.answer = answer
    self.existing = existing
  }

  /// A plan for the record of `domain`; nil if there is no such record at hand, or it is not well formed.
  package mutating func plan(for domain: DomainName) -> RecordPlan? {
    guard path.count < Self.greatestDepth, made.count < Self.greatestCount, !path.contains(domain),
      let (text, expiry) = answer(DNSQuestion(domain, .txt)), case .record(let record) = text.selection
    else { return nil }
    path.append(domain)
    defer { path.removeLast() }
    var draft = Draft(expiry: expiry)
    for index in 0..<record.stepCount {
      guard append(record, index, of: domain, to: &draft) else { break }
    }
    if !draft.isClosed { close(record, of: domain, &draft) }
    let plan = RecordPlan(
      domain: domain, record: record, steps: draft.steps, children: draft.children, madeAt: now,
      freshUntil: draft.isComplete ? draft.freshUntil : now)
    made.append(plan)
    return plan
  }

  /// A plan as it grows.
  private struct Draft {
    var steps: [PlanStep] = []
    var children: [RecordPlan] = []
    var freshUntil: UInt64
    var isComplete = true
    var isClosed = false
    var lookups = 0

    init(expiry: UInt64) {
      freshUntil = .max
      use(expiry)
    }

    mutating func use(_ expiry: UInt64) {
      steps.append(PlanStep(.answer, expiry))
      freshUntil = min(freshUntil, expiry)
    }

    /// Nothing after this step is reached.
    mutating func close(_ step: PlanStep) {
      steps.append(step)
      isClosed = true
    }

    /// The rest is for check_host().
    mutating func leave() { close(PlanStep(.leave)) }

    /// The same, because an answer is not at hand; it may be another time.
    mutating func leaveForNow() {
      isComplete = false
      leave()
    }
  }

  /// Appends a directive; false if the plan ends with it.
  private mutating func append(
    _ record: SPFRecord, _ index: Int, of domain: DomainName, to draft: inout Draft
  ) -> Bool {
    let step = record.step(at: index)
    guard draft.steps.count < Self.greatestSteps else {
      draft.leave()
      return false
    }
    switch step.operation {
    case .ip4, .ip6:
      draft.steps += PlanStep.network(step)
    case .all:
      draft.close(PlanStep(.all, of: step))
    case .include, .a, .mx:
      guard beginLookup(&draft) else { return false }
      let target: DomainName
      switch step.target {
      case .domain: target = domain
      case .constant: target = record.constantTarget(ofStep: index)
      case .malformed, .macro:
        draft.leave()
        return false
      }
      switch step.operation {
      case .include: include(target, step, &draft)
      case .a: addresses(of: target, step, &draft)
      default: exchanges(of: target, step, &draft)
      }
    case .ptr, .exists:
      draft.leave()
    }
    return !draft.isClosed
  }

  /// What follows the directives: `redirect` (6.1), or the default result (4.7).
  private mutating func close(_ record: SPFRecord, of domain: DomainName, _ draft: inout Draft) {
    guard let index = record.redirectIndex, case .redirect(let spec)? = record.terms[index].modifier else {
      return draft.close(PlanStep(.end))
    }
    guard beginLookup(&draft) else { return }
    guard spec.isConstant, let target = spec.constantName else { return draft.leave() }
    guard let child = child(target, &draft) else { return }
    draft.close(PlanStep(.redirect, child))
  }

  private func beginLookup(_ draft: inout Draft) -> Bool {
    draft.lookups += 1
    guard draft.lookups <= Self.greatestLookups else {
      draft.leave()
      return false
    }
    draft.steps.append(PlanStep(.lookup))
    return true
  }

  private mutating func include(_ target: DomainName, _ step: Step, _ draft: inout Draft) {
    guard let child = child(target, &draft) else { return }
    draft.steps.append(PlanStep(.include, child, of: step))
  }

  /// The index of the plan for `target` among the children; nil if there is none, and the draft is closed.
  private mutating func child(_ target: DomainName, _ draft: inout Draft) -> UInt64? {
    let fresh = existing(target).flatMap { $0.freshUntil > now ? $0 : nil }
    guard let plan = fresh ?? plan(for: target) else {
      // A target without a record is an error, and so is one that cannot be parsed; only what was not at hand
      // may be there another time.
      if answer(DNSQuestion(target, .txt)) == nil { draft.leaveForNow() } else { draft.leave() }
      return nil
    }
    draft.children.append(plan)
    draft.freshUntil = min(draft.freshUntil, plan.freshUntil)
    return UInt64(draft.children.count - 1)
  }

  /// `a` (5.3), or one host of `mx` (5.4), for clients of either family.
  private func addresses(of target: DomainName, _ step: Step, _ draft: inout Draft) {
    for family in [IPAddress.Family.ipv4, .ipv6] {
      let start = draft.steps.count
      draft.steps.append(PlanStep(family == .ipv4 ? .onlyIPv4 : .onlyIPv6))
      appendAddresses(of: target, family: family, step, &draft)
      draft.steps[start].value = UInt64(draft.steps.count)
    }
  }

  private func appendAddresses(
    of target: DomainName, family: IPAddress.Family, _ step: Step, _ draft: inout Draft
  ) {
    let types: [DNSRecordType] = family == .ipv4 ? [.a, .aaaa] : [.aaaa, .a]
    guard let (found, expiry) = answer(DNSQuestion(target, types[0])) else { return leaveForNow(&draft) }
    switch found.status {
    case .failure:
      draft.steps.append(PlanStep(.leave))
    case .records:
      draft.use(expiry)
      guard case .addresses(let list) = found.records else { return }
      guard draft.steps.count + list.count * 2 < Self.greatestSteps else {
        return draft.steps.append(PlanStep(.leave))
      }
      for address in list where address.family == family {
        draft.steps += PlanStep.address(address, of: step)
      }
    case .noName:
      draft.use(expiry)
      draft.steps.append(PlanStep(.void))
    case .noData:
      // Void only if the name has no address of the other family either.
      draft.use(expiry)
      guard let (other, expiry) = answer(DNSQuestion(target, types[1])) else { return leaveForNow(&draft) }
      if case .failure = other.status { return draft.steps.append(PlanStep(.leave)) }
      draft.use(expiry)
      if other.status != .records { draft.steps.append(PlanStep(.void)) }
    }
  }

  /// `mx` (5.4).
  private func exchanges(of target: DomainName, _ step: Step, _ draft: inout Draft) {
    guard let (found, expiry) = answer(DNSQuestion(target, .mx)) else { return draft.leaveForNow() }
    switch found.status {
    case .failure:
      draft.leave()
    case .noName, .noData:
      draft.use(expiry)
      draft.steps.append(PlanStep(.void))
    case .records:
      guard case .mailExchanges(let list) = found.records, list.count <= 100 else {
        return draft.leave()
      }
      draft.use(expiry)
      draft.steps.append(PlanStep(.exchanges, UInt64(list.count)))
      for exchange in list where exchange.exchange != .root {
        addresses(of: exchange.exchange, step, &draft)
      }
    }
  }

  /// The clients of one family come no further; others may.
  private func leaveForNow(_ draft: inout Draft) {
    draft.steps.append(PlanStep(.leave))
    draft.isComplete = false
  }
}
