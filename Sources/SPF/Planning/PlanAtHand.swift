/// What a resolver has of plans for a check.
public struct PlanAtHand: Sendable {
  /// Whether a plan is worth making.
  enum Need: UInt8 {
    /// There is one, or none can be made.
    case none
    /// There is none yet, or the one there is has been for more than a second.
    case wanted
  }

  package let plan: RecordPlan?
  let time: UInt64
  /// That there is no record, if that is known.
  let absence: RecordAbsence?
  private let isWanted: Bool

  /// Asked only where the plan was of no use: what it depends on lies apart from what a check reads.
  var need: Need {
    if let plan { return time &- plan.madeAt < 1_000_000_000 ? .none : .wanted }
    return isWanted ? .wanted : .none
  }

  /// No plan, and none can be made.
  public static var none: PlanAtHand { PlanAtHand(plan: nil, time: 0, isWanted: false) }

  /// No plan yet.
  package static var missing: PlanAtHand { PlanAtHand(plan: nil, time: 0, isWanted: true) }

  /// No plan, because there is no record to plan.
  package static func absent(_ absence: RecordAbsence) -> PlanAtHand {
    PlanAtHand(plan: nil, time: 0, isWanted: false, absence: absence)
  }

  /// A plan, at `time` of the clock that its expiries are of. One that turns out to be stale is made anew once
  /// a second at the most, however often the answers in it expire.
  package init(_ plan: RecordPlan, at time: UInt64) {
    self.init(plan: plan, time: time, isWanted: false)
  }

  private init(plan: RecordPlan?, time: UInt64, isWanted: Bool, absence: RecordAbsence? = nil) {
    self.plan = plan
    self.absence = absence
    self.time = time
    self.isWanted = isWanted
  }
}
