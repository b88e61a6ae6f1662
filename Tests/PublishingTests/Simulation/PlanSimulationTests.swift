import Publishing
import SPF
import TestSupport
import Testing

/// Time passes, receivers ask and keep answers, servers send: with a clock that the test sets.
@Suite struct PlanSimulationTests {
  private static let start: Int64 = 1_800_000_000
  /// Zones of one test case, and timetables for each.
  private static let (zones, timetables) = (25, 10)

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

  /// 5,000 timetables for random zones, TTLs, times of cutting over, and caches: who keeps to them loses no mail, and
  /// who moves without one does.
  @Test(arguments: 0..<20) func whoFollowsThePlanLosesNoMail(part: UInt64) async throws {
    var random = SeededGenerator(seed: part)
    var seed = part * 10_000
    for _ in 0..<Self.zones {
      var found: SimulatedMove?
      while found == nil {
        found = await SimulatedMove.make(seed: seed)
        seed += 1
      }
      let move = try #require(found)
      for _ in 0..<Self.timetables {
        let plan = move.plan(ttl: Self.ttl(&random), Self.timing(&random))
        let delay = plan.timing.propagation
        let cutOver = try #require(plan.steps.first { $0.kind == .cutOver }).time
        let drained = try #require(plan.steps.first { $0.kind == .drain }).time
        #expect(
          !move.isAnyRefused(
            move.versions(plan), cutOver: cutOver, drained: drained, delay: delay, &random),
          "zone \(seed - 1), \(plan.timing), TTL \(plan.published.ttl)")
        // The record is replaced when the server is: the new one is refused by caches.
        let naive = [
          PublishedVersion(time: 0, record: 0, ttl: plan.published.ttl),
          PublishedVersion(time: Self.start, record: 2, ttl: plan.published.ttl),
        ]
        #expect(
          move.isAnyRefused(
            naive, cutOver: Self.start, drained: Self.start + plan.timing.queueLifetime, delay: delay, &random
          ), "zone \(seed - 1), \(plan.timing), TTL \(plan.published.ttl)")
      }
    }
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
