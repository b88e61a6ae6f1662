import Publishing
import SPF
import TestSupport
import Testing

@Suite struct ChangePlanTests {
  private static let now: Int64 = 1_795_500_000
  private static let record = "v=spf1 ip4:192.0.2.10 -all"

  private func steps(_ timing: PlanTiming, ttl: UInt32 = 86_400) async throws -> ChangePlan {
    try await PlanFixture.plan(
      PlanFixture.published(Self.record, ttl: ttl), adding: ["203.0.113.25"], removing: ["192.0.2.10"],
      timing: timing)
  }

  @Test func everyStepWaitsForTheOneBefore() async throws {
    let plan = try await steps(PlanTiming(now: Self.now))
    #expect(plan.steps.map(\.kind) == [.lower, .add, .cutOver, .drain, .remove, .restore])
    let times = plan.steps.map { $0.time - Self.now }
    #expect(times == [0, 86_700, 87_300, 519_300, 519_300, 519_900])
    #expect(plan.safeFrom == Self.now + 87_300)
    #expect(plan.isOnTime)
    #expect(plan.steps.map { $0.publication?.ttl } == [300, 300, nil, nil, 300, 86_400])
  }

  @Test func withLittleTimeTheAdditionComesAtOnce() async throws {
    let plan = try await steps(PlanTiming(now: Self.now, cutOver: Self.now + 87_000))
    #expect(plan.steps.map(\.kind) == [.add, .cutOver, .drain, .remove, .restore])
    #expect(plan.safeFrom == Self.now + 86_700)
    #expect(plan.isOnTime)
    #expect(plan.steps[1].time == Self.now + 87_000)
  }

  @Test func tooEarlyIsSaid() async throws {
    let plan = try await steps(PlanTiming(now: Self.now, cutOver: Self.now + 3600))
    #expect(!plan.isOnTime)
    #expect(plan.steps[1].time == Self.now + 86_700)
  }

  @Test func afterTheMoveTheLastRejectionIsTold() async throws {
    let plan = try await steps(PlanTiming(now: Self.now, moved: Self.now - 7200))
    #expect(
      plan.steps.map(\.kind) == [.stopLoss, .add, .lastRejection, .release, .drain, .remove, .restore])
    #expect(plan.steps.map { $0.time - Self.now }.prefix(4) == [0, 0, 86_700, 86_700])
    #expect(!plan.isOnTime)
  }

  @Test func aShortTTLNeedsNoLowering() async throws {
    let plan = try await steps(PlanTiming(now: Self.now), ttl: 120)
    #expect(plan.steps.map(\.kind) == [.add, .cutOver, .drain, .remove])
    #expect(plan.safeFrom == Self.now + 420)
  }

  @Test func aNewNameWaitsForTheNegativeTTL() async throws {
    let published = PlanFixture.published(ttl: 1800)
    let plan = try await PlanFixture.plan(
      published, adding: ["203.0.113.25"], removing: [], timing: PlanTiming(now: Self.now))
    // A short TTL for ever would cost a question for each message.
    #expect(plan.steps.map(\.kind) == [.add, .cutOver, .restore])
    #expect(plan.steps.map { $0.publication?.ttl } == [300, nil, 3600])
    #expect(plan.safeFrom == Self.now + 2100)
  }
}
