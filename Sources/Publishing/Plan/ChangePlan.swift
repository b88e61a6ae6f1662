/// A change to a record, and when each step of it may be taken so that no mail is refused.
public struct ChangePlan: Sendable {
  /// The records as published when the plan was made.
  public let published: PublishedTexts
  /// The change.
  public let change: RecordChange
  /// What the timetable was computed from.
  public let timing: PlanTiming
  /// The steps in their order.
  public let steps: [ChangeStep]
  /// The first moment at which every cache that keeps TTLs lets the new server pass; nil if nothing is added.
  public let safeFrom: Int64?

  /// Whether the new server can begin when it was asked for. With a TTL that only a cache tells, nobody knows.
  public var isOnTime: Bool {
    guard let safeFrom else { return true }
    return published.isAuthoritative && timing.moved == nil && (timing.cutOver ?? safeFrom) >= safeFrom
  }

  /// What the owner should know, in sentences.
  public var warnings: [String] {
    published.warnings + change.warnings + (shortAlready.map { [$0] } ?? [])
  }

  /// The published TTL tells nothing of the one before.
  private var shortAlready: String? {
    guard safeFrom != nil, timing.moved == nil, !published.texts.isEmpty, published.ttl <= timing.shortTTL
    else { return nil }
    return
      "The TTL is short already, \(published.ttl) s. If it was longer until lately, caches may keep an older answer for that longer TTL: begin no sooner than that after it was lowered."
  }

  /// The plan that publishes a flattened record at once, and tells when it expires, `validFor` seconds from now.
  init(flattening change: RecordChange, validFor: UInt32, published: PublishedTexts, timing: PlanTiming) {
    self.change = change
    self.published = published
    self.timing = timing
    safeFrom = nil
    let ttl = min(published.ttl, validFor)
    steps = [
      ChangeStep(
        kind: .flatten, time: timing.now,
        publication: .init(record: change.after, previous: change.before, ttl: ttl)),
      ChangeStep(kind: .expiry, time: timing.now + Int64(validFor), publication: nil),
    ]
  }

  /// Makes the timetable.
  ///
  /// With T the TTL published (without records the negative one), T' the short one and P the propagation: whoever asked
  /// just before a change was everywhere, P after it was made, keeps the old answer for the TTL of that answer. So a
  /// change is in effect everywhere T + P after it, and T' + P once the TTL has been lowered for so long itself.
  public init(_ change: RecordChange, published: PublishedTexts, timing: PlanTiming) {
    self.published = published
    self.change = change
    self.timing = timing
    let (now, delay) = (timing.now, timing.propagation)
    let ttl = Int64(published.ttl)
    let isNew = published.texts.isEmpty
    let short = isNew ? timing.shortTTL : min(timing.shortTTL, published.ttl)
    let isLowered = !isNew && short < published.ttl
    let isAdding = change.during != change.before
    let isRemoving = change.after != change.during
    var steps: [ChangeStep] = []
    var safeFrom: Int64?
    // When the step before has taken effect.
    var settled = now

    func publish(_ kind: ChangeStep.Kind, _ time: Int64, _ record: String, _ previous: String?, _ ttl: UInt32)
    {
      steps.append(
        ChangeStep(kind: kind, time: time, publication: .init(record: record, previous: previous, ttl: ttl)))
    }
    func mark(_ kind: ChangeStep.Kind, _ time: Int64) {
      steps.append(ChangeStep(kind: kind, time: time, publication: nil))
    }

    var began = timing.cutOver.map { max($0, now) } ?? now
    if isAdding {
      let soonest = now + ttl + delay
      let thorough = soonest + Int64(short) + delay
      if let moved = timing.moved {
        publish(.add, now, change.during, change.before, short)
        mark(.lastRejection, soonest)
        safeFrom = soonest
        began = moved
      } else if let before = change.before, isLowered, timing.cutOver.map({ $0 >= thorough }) ?? true {
        publish(.lower, now, before, before, short)
        publish(.add, soonest, change.during, before, short)
        safeFrom = thorough
        began = max(began, thorough)
        mark(.cutOver, began)
      } else {
        publish(.add, now, change.during, change.before, short)
        safeFrom = soonest
        began = max(began, soonest)
        mark(.cutOver, began)
      }
      settled = max(safeFrom ?? now, began)
    } else if isLowered, let before = change.before {
      publish(.lower, now, before, before, short)
      settled = max(now + ttl + delay, began)
    }
    if isRemoving {
      let drained = max(began + timing.queueLifetime, settled)
      mark(.drain, drained)
      publish(.remove, drained, change.after, change.during, short)
      settled = drained + Int64(short) + delay
    }
    if isLowered { publish(.restore, settled, change.after, change.after, published.ttl) }
    self.steps = steps
    self.safeFrom = safeFrom
  }
}
