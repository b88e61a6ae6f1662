internal import SPF

/// When each step of a change may be taken.
///
/// With T the TTL published (without records the negative one), T' the short one and P the propagation: whoever asked
/// just before a change was everywhere, P after it was made, keeps the old answer for the TTL of that answer. So a
/// change is in effect everywhere T + P after it, and T' + P once the TTL has been lowered for so long itself. What the
/// change newly asks of DNS may have been changed just before the plan was made: it is the same everywhere its own TTL
/// (or that with which there was nothing) and P later. And what is known to have been published before what is there now
/// is forgotten its own TTL and P after it was replaced.
struct Timetable {
  private(set) var steps: [ChangeStep] = []
  private(set) var promise: ChangePlan.Promise

  private let change: RecordChange
  private let timing: PlanTiming
  /// The TTL for the time of the move.
  private let short: UInt32
  /// The TTL of the end.
  private let final: UInt32

  init(_ change: RecordChange, published: PublishedTexts, timing: PlanTiming, tree: TreeTimes) {
    self.change = change
    self.timing = timing
    let isNew = published.texts.isEmpty
    short = isNew ? timing.shortTTL : min(timing.shortTTL, published.ttl)
    final =
      isNew ? max(timing.usualTTL, short) : max(published.ttl, timing.earlier?.ttl ?? 0)
    promise = Self.promise(change, timing)
    let (now, delay) = (timing.now, timing.propagation)
    let isAdding = change.during != change.before
    let isRemoving = change.after != change.during
    // When everybody who asks has what is published now, and when nobody has anything older.
    let soonest = max(now + Int64(published.ttl) + delay, timing.settled ?? now)
    let settledTree = tree.answers.isEmpty ? now : now + Int64(tree.longest) + delay
    let isLowered = !isNew && short < published.ttl && !change.isRepair
    var safe = max(soonest, settledTree)
    var settled = now
    // When the new server begins, if there is one.
    var began = timing.cutOver.map { max($0, now) } ?? now

    if !change.held.isEmpty { mark(.hold, now) }
    if isAdding, !isRemoving, promise == .nothingAdded, change.addition.tightening.isEmpty {
      // Nobody has to wait for what takes nothing from anybody.
      publish(.add, now, change.during, change.before, isNew ? final : published.ttl)
      settled = soonest
    } else if isAdding {
      let thorough = max(soonest + Int64(short) + delay, settledTree)
      if let moved = timing.moved {
        mark(.stopLoss, now)
        publish(.add, now, change.during, change.before, short)
        mark(.lastRejection, safe)
        mark(.release, safe)
        began = moved
      } else if let before = change.before, isLowered, timing.cutOver.map({ $0 >= thorough }) ?? true {
        publish(.lower, now, before, before, short)
        publish(.add, soonest, change.during, before, short)
        safe = thorough
        began = cutOver(began, safe)
      } else {
        publish(.add, now, change.during, change.before, short)
        began = cutOver(began, safe)
      }
      settled = max(safe, began)
    } else {
      // What passes already does so everywhere as soon as what was before is forgotten.
      safe = timing.settled ?? now
      if let moved = timing.moved {
        // Nobody knows whether it is over, or it is not.
        if promise == .passesAlready || safe > now && promise != .nothingAdded { mark(.stopLoss, now) }
        if safe > now, case .safe = promise {
          mark(.lastRejection, safe)
          mark(.release, safe)
        }
        began = moved
      } else {
        began = cutOver(began, max(safe, now))
      }
      if isLowered, isRemoving, let before = change.before {
        publish(.lower, now, before, before, short)
        settled = max(soonest, began)
      } else {
        settled = began
      }
    }
    if case .safe = promise { promise = .safe(from: safe) }
    if isRemoving || !change.held.isEmpty {
      let drained = max(began + timing.queueLifetime, settled)
      mark(.drain, drained)
      settled = drained
      if isRemoving {
        publish(.remove, drained, change.after, change.during, short)
        settled = drained + Int64(short) + delay
      }
    }
    let last = steps.last { $0.publication != nil }?.publication?.ttl ?? published.ttl
    if final > last { publish(.restore, settled, change.after, change.after, final) }
  }

  /// What can be said of the new server; the time is filled in later.
  private static func promise(_ change: RecordChange, _ timing: PlanTiming) -> ChangePlan.Promise {
    if !change.addition.newlyPassing.isEmpty { return .safe(from: 0) }
    if !change.messageDependent.isEmpty { return .dependsOnMessage }
    if !change.passing.isEmpty { return timing.earlier == nil ? .passesAlready : .safe(from: 0) }
    return .nothingAdded
  }

  private mutating func cutOver(_ wanted: Int64, _ safe: Int64) -> Int64 {
    guard case .safe = promise else { return wanted }
    let time = max(wanted, safe)
    mark(.cutOver, time)
    return time
  }

  private mutating func publish(
    _ kind: ChangeStep.Kind, _ time: Int64, _ record: String, _ previous: String?, _ ttl: UInt32
  ) {
    steps.append(
      ChangeStep(kind: kind, time: time, publication: .init(record: record, previous: previous, ttl: ttl)))
  }

  private mutating func mark(_ kind: ChangeStep.Kind, _ time: Int64) {
    steps.append(ChangeStep(kind: kind, time: time, publication: nil))
  }
}
