import Publishing
import SPF
import TestSupport
import Testing

/// Time passes, receivers ask and keep answers, servers send: with a clock that the test sets.
@Suite struct PlanSimulationTests {
  static let start: Int64 = 1_800_000_000
  /// Test cases, zones of one, and timetables for each.
  private static let (parts, zones, timetables) = (0..<20, 10, 10)

  private static func timing(_ random: inout SeededGenerator) -> PlanTiming {
    var timing = PlanTiming(
      now: start, propagation: Int64([0, 30, 300, 900].randomElement(using: &random) ?? 0),
      queueLifetime: Int64([0, 3600, 432_000].randomElement(using: &random) ?? 0),
      shortTTL: [1, 60, 300, 1800].randomElement(using: &random) ?? 300)
    if Bool.random(using: &random) {
      timing.cutOver = start + Int64.random(in: 0..<200_000, using: &random)
    }
    return timing
  }

  private static func ttl(_ random: inout SeededGenerator) -> UInt32 {
    Bool.random(using: &random)
      ? [60, 300, 3600, 86_400].randomElement(using: &random) ?? 300
      : UInt32.random(in: 2...100_000, using: &random)
  }

  /// Calls `body` for moves of random zones, each with random timetables.
  private static func each(
    _ shape: SimulatedMove.Shape, part: UInt64, zones: Int,
    _ body: (SimulatedMove, _ ttl: UInt32, PlanTiming, inout SeededGenerator) throws -> Void
  ) async throws {
    var random = SeededGenerator(seed: part)
    var seed = part * 10_000
    for _ in 0..<zones {
      var found: SimulatedMove?
      while found == nil {
        found = await SimulatedMove.make(seed: seed, shape)
        seed += 1
      }
      let move = try #require(found)
      for _ in 0..<timetables { try body(move, ttl(&random), timing(&random), &random) }
    }
  }

  /// When the new server begins, and the old one ends: never if it stays.
  private static func ends(_ plan: ChangePlan) throws -> (cutOver: Int64, drained: Int64) {
    let cutOver = try #require(plan.steps.first { $0.kind == .cutOver }).time
    return (cutOver, plan.steps.first { $0.kind == .drain }?.time ?? cutOver)
  }

  /// Timetables for random zones, TTLs, times of cutting over, and caches: who keeps to them loses no mail, and
  /// who moves without one does.
  @Test(arguments: parts) func whoFollowsThePlanLosesNoMail(part: Int) async throws {
    try await Self.each(.addresses, part: UInt64(part), zones: Self.zones) { move, ttl, timing, random in
      let plan = move.plan(ttl: ttl, timing)
      let (cutOver, drained) = try Self.ends(plan)
      let planned = SimulatedReceivers(
        move: move, texts: move.versions(plan), cutOver: cutOver, drained: drained, delay: timing.propagation)
      #expect(!planned.isAnyRefused(&random), "\(move.change.during), \(timing), TTL \(ttl)")
      // The record is replaced when the server is: the new one is refused by caches.
      let naive = SimulatedReceivers(
        move: move,
        texts: [
          PublishedVersion(time: 0, record: 0, ttl: ttl),
          PublishedVersion(time: Self.start, record: 2, ttl: ttl),
        ], cutOver: Self.start, drained: Self.start + timing.queueLifetime, delay: timing.propagation)
      #expect(naive.isAnyRefused(&random), "\(move.change.during), \(timing), TTL \(ttl)")
    }
  }

  /// The same for a name that had no record.
  @Test(arguments: parts) func aNewNameLosesNone(part: Int) async throws {
    try await Self.each(.newName, part: UInt64(part), zones: 3) { move, ttl, timing, random in
      let plan = move.plan(ttl: ttl, timing)
      let (cutOver, _) = try Self.ends(plan)
      func isRefused(from time: Int64) -> Bool {
        SimulatedReceivers(
          move: move, texts: move.versions(plan), cutOver: time, drained: 0, delay: timing.propagation
        ).isAnyRefused(&random)
      }
      #expect(!isRefused(from: cutOver), "\(timing), negative TTL \(ttl)")
      #expect(isRefused(from: Self.start), "\(timing), negative TTL \(ttl)")
    }
  }

  /// A name by which the old server passes may move once that is empty, and with it, as is usual, not before.
  @Test(arguments: parts) func aNameThatIsHeldLosesNone(part: Int) async throws {
    var lost = 0
    try await Self.each(.movingName, part: UInt64(part), zones: 3) { move, ttl, timing, random in
      let plan = move.plan(ttl: ttl, timing)
      let (cutOver, drained) = try Self.ends(plan)
      let nameTTL = Self.ttl(&random)
      func isRefused(movedAt time: Int64) -> Bool {
        SimulatedReceivers(
          move: move, texts: move.versions(plan),
          names: [
            PublishedVersion(time: 0, record: 0, ttl: nameTTL),
            PublishedVersion(time: time, record: 1, ttl: nameTTL),
          ], cutOver: cutOver, drained: drained, delay: timing.propagation
        ).isAnyRefused(&random)
      }
      #expect(!isRefused(movedAt: drained), "\(move.change.during), \(timing), TTL \(ttl) and \(nameTTL)")
      if drained > cutOver, isRefused(movedAt: Self.start) { lost += 1 }
    }
    #expect(lost > 5)
  }

  /// A name may have been given to the new server in the second before the plan is made.
  @Test(arguments: parts) func aNewHostIsKnownEverywhere(part: Int) async throws {
    var lost = 0
    try await Self.each(.newHost, part: UInt64(part), zones: 3) { move, ttl, timing, random in
      let nameTTL = Self.ttl(&random)
      let names = [
        PublishedVersion(time: 0, record: 0, ttl: nameTTL),
        PublishedVersion(time: Self.start - 1, record: 1, ttl: nameTTL),
      ]
      func isRefused(_ plan: ChangePlan) throws -> Bool {
        let (cutOver, drained) = try Self.ends(plan)
        return SimulatedReceivers(
          move: move, texts: move.versions(plan), names: names, cutOver: cutOver, drained: drained,
          delay: timing.propagation
        ).isAnyRefused(&random)
      }
      let plan = move.plan(ttl: ttl, nameTTL: nameTTL, timing)
      #expect(try !isRefused(plan), "\(move.change.during), \(timing), TTL \(ttl) and \(nameTTL)")
      // Without the TTL of the name.
      if try isRefused(move.plan(ttl: ttl, timing)) { lost += 1 }
    }
    #expect(lost > 0)
  }

  /// A step that is late makes all later ones late by as much; one that is left out loses mail.
  @Test(arguments: parts) func lateIsSafeAndLeftOutIsNot(part: Int) async throws {
    var lost = (lower: 0, drain: 0)
    try await Self.each(.addresses, part: UInt64(part), zones: 3) { move, ttl, timing, random in
      let plan = move.plan(ttl: ttl, timing)
      let late = SimulatedLateness(plan, &random)
      let receivers = SimulatedReceivers(
        move: move, texts: late.versions(move.versions(plan)), cutOver: late.time(.cutOver),
        drained: late.time(.drain), delay: timing.propagation)
      #expect(!receivers.isAnyRefused(&random), "\(move.change.during), \(timing), TTL \(ttl)")
      let (cutOver, drained) = try Self.ends(plan)
      let lower = plan.steps.first { $0.kind == .lower }?.time
      let without = SimulatedReceivers(
        move: move, texts: move.versions(plan).filter { $0.time == 0 || $0.time != lower }, cutOver: cutOver,
        drained: drained, delay: timing.propagation)
      if lower != nil, without.isAnyRefused(&random) { lost.lower += 1 }
      // The removal comes with the cut over.
      var hasty = move.versions(plan)
      for index in hasty.indices where hasty[index].record == 2 { hasty[index].time = cutOver }
      let impatient = SimulatedReceivers(
        move: move, texts: hasty, cutOver: cutOver, drained: drained, delay: timing.propagation)
      if drained > cutOver + 2000, impatient.isAnyRefused(&random) { lost.drain += 1 }
    }
    #expect(lost.lower > 3 && lost.drain > 3, "\(lost)")
  }

  /// A plan that is made anew in the middle of a move counts with what it is told of before.
  @Test(arguments: parts) func aPlanInTheMiddleLosesNone(part: Int) async throws {
    var lost = 0
    try await Self.each(.addresses, part: UInt64(part), zones: 3) { move, ttl, timing, random in
      let plan = move.plan(ttl: ttl, timing)
      guard let lower = plan.steps.first(where: { $0.kind == .lower }),
        let short = lower.publication?.ttl, let add = plan.steps.first(where: { $0.kind == .add })
      else { return }
      var later = timing
      later.now = Int64.random(in: lower.time...add.time, using: &random)
      let lowered = [
        PublishedVersion(time: 0, record: 0, ttl: ttl),
        PublishedVersion(time: lower.time, record: 0, ttl: short),
      ]
      func isRefused(_ plan: ChangePlan) throws -> Bool {
        let (cutOver, drained) = try Self.ends(plan)
        return SimulatedReceivers(
          move: move, texts: move.versions(plan, after: lowered), cutOver: cutOver, drained: drained,
          delay: timing.propagation
        ).isAnyRefused(&random)
      }
      if try isRefused(move.plan(ttl: short, later)) { lost += 1 }
      later.earlier = .init(replaced: lower.time, ttl: ttl)
      #expect(
        try !isRefused(move.plan(ttl: short, later)),
        "\(move.change.during), \(later), TTL \(ttl) and \(short)")
    }
    #expect(lost > 0)
  }

  /// One second before the plan's time there is a cache that refuses: the time is not only safe but the first safe one.
  @Test(arguments: [60, 300, 3600, 86_400] as [UInt32]) func safeIsTheFirstMomentThatIs(ttl: UInt32)
    async throws
  {
    let old = PlanFixture.published("v=spf1 ip4:\(SimulatedMove.old) -all", ttl: ttl)
    let plan = try await PlanFixture.plan(
      old, adding: [SimulatedMove.new], removing: [], timing: PlanTiming(now: Self.start))
    let versions =
      [PublishedVersion(time: 0, record: 0, ttl: ttl)]
      + plan.steps.compactMap { step in
        step.publication.map {
          PublishedVersion(time: step.time, record: $0.record == plan.change.before ? 0 : 1, ttl: $0.ttl)
        }
      }
    let safe = try #require(plan.safeFrom)
    let added = try #require(plan.steps.first { $0.kind == .add }).time
    var random = SeededGenerator(seed: 0)
    var late = SimulatedCache(lag: 300)
    #expect(late.ask(at: added + 299, versions, &random).record == 0)
    #expect(late.ask(at: safe - 2, versions, &random).record == 0)
    #expect(late.ask(at: safe, versions, &random).record == 1)
  }
}
