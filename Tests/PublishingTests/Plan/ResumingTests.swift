import Publishing
import SPF
import TestSupport
import Testing

/// Plans that are made in the middle of a move.
@Suite struct ResumingTests {
  private static let now: Int64 = 1_795_500_000

  private func plan(
    _ record: String, ttl: UInt32 = 300, adding: [String] = ["203.0.113.25"], removing: [String] = [],
    _ timing: PlanTiming
  ) async throws -> ChangePlan {
    let published = PlanFixture.published(record, ttl: ttl)
    let change = try await ChangeMaker(
      published, resolver: TableResolver("corp.example.com TXT \(record)")
    ).change(adding: adding, removing: removing, allowsNothing: timing.earlier != nil || timing.moved != nil)
    return ChangePlan(change, published: published, timing: timing)
  }

  private func timing(lowered ago: Int64, before ttl: UInt32 = 86_400, moved: Int64? = nil) -> PlanTiming {
    PlanTiming(now: Self.now, moved: moved, earlier: .init(replaced: Self.now - ago, ttl: ttl))
  }

  /// Whoever asked just before the TTL was lowered keeps the record for as long as the TTL said then.
  @Test func theTTLOfBeforeCounts() async throws {
    let early = try await plan("v=spf1 ip4:192.0.2.10 -all", timing(lowered: 3600))
    #expect(early.steps.map(\.kind) == [.add, .cutOver, .restore])
    #expect(early.safeFrom == Self.now - 3600 + 86_700)
    #expect(early.steps.last?.publication?.ttl == 86_400)
    let late = try await plan("v=spf1 ip4:192.0.2.10 -all", timing(lowered: 86_400))
    #expect(late.safeFrom == Self.now + 600)
    #expect(PlanText(early).full.contains("Safe from ") && !PlanText(early).full.contains("until lately"))
  }

  /// Without being told nobody knows what the short TTL was an hour ago: the promise says so itself.
  @Test func aShortTTLThatMayBeNewIsSaidToBe() async throws {
    let plan = try await plan("v=spf1 ip4:192.0.2.10 -all", PlanTiming(now: Self.now))
    #expect(PlanText(plan).full.hasSuffix("UTC, if the TTL has not been longer until lately.\n"))
    #expect(plan.warnings.contains { $0.contains("--published TIME --ttl-before SECONDS") })
  }

  @Test func aTTLThatIsStillLongIsLoweredOnTop() async throws {
    let plan = try await plan("v=spf1 ip4:192.0.2.10 -all", ttl: 3600, timing(lowered: 0))
    #expect(plan.steps.map(\.kind) == [.lower, .add, .cutOver, .restore])
    #expect(plan.steps[1].time == Self.now + 86_700)
    #expect(plan.safeFrom == Self.now + 87_300)
  }

  /// After the addition: what passes already does so everywhere once the record before is forgotten.
  @Test func whatPassesAlreadyHasItsTime() async throws {
    let record = "v=spf1 ip4:192.0.2.10 ip4:203.0.113.25 -all"
    let plan = try await plan(record, removing: ["192.0.2.10"], timing(lowered: 60, before: 300))
    #expect(plan.steps.map(\.kind) == [.cutOver, .drain, .remove])
    #expect(plan.safeFrom == Self.now + 540)
    #expect(plan.steps[1].time == Self.now + 540 + 432_000)
    let alone = try await self.plan(record, timing(lowered: 60, before: 300))
    #expect(alone.steps.map(\.kind) == [.cutOver] && alone.safeFrom == Self.now + 540)
    // It may be over.
    #expect(try await self.plan(record, timing(lowered: 86_400, before: 300)).steps[0].time == Self.now)
  }

  @Test func sinceWhenItPassesMustBeTold() async throws {
    let record = "v=spf1 ip4:192.0.2.10 ip4:203.0.113.25 -all"
    let plan = try await plan(record, removing: ["192.0.2.10"], PlanTiming(now: Self.now))
    #expect(plan.promise == .passesAlready && !plan.isOnTime)
    #expect(PlanText(plan).full.contains("What is to be added passes already. Since when"))
  }

  /// After a move, somebody who does not know when the repair was published may still have to wait for it.
  @Test func aMoveThatIsRepairedSinceNobodyKnowsWhen() async throws {
    let record = "v=spf1 ip4:192.0.2.10 ip4:203.0.113.25 -all"
    let plan = try await plan(record, PlanTiming(now: Self.now, moved: Self.now - 7200))
    #expect(plan.promise == .passesAlready && plan.steps.map(\.kind) == [.stopLoss])
    let resending = Resending([], plan: plan)
    #expect(PlanText(plan, resending: resending).full.contains("The log has nothing"))
  }

  /// After a move and the repair: what is still to come, and what was refused until now.
  @Test func afterTheRepairOfAMove() async throws {
    let record = "v=spf1 ip4:192.0.2.10 ip4:203.0.113.25 -all"
    let plan = try await plan(record, timing(lowered: 60, before: 3600, moved: Self.now - 7200))
    #expect(plan.steps.map(\.kind) == [.stopLoss, .lastRejection, .release, .restore])
    let mail = RefusedMail(
      time: Self.now - 3600, hasZone: true, queueID: "1", sender: "a@corp.example.com",
      recipient: "me@receiver.example", statedAddress: address("203.0.113.25"), statedDomain: nil)
    #expect(Resending([mail], plan: plan).messages == [mail])
    // Once it is over there is nothing to stop.
    let over = try await self.plan(record, timing(lowered: 7200, before: 3600, moved: Self.now - 7200))
    #expect(!over.steps.contains { $0.kind == .stopLoss })
  }

  @Test(arguments: [
    PlanTiming(now: now, moved: now + 1), PlanTiming(now: now, earlier: .init(replaced: now + 1, ttl: 300)),
  ])
  func whatIsOverCannotBeStillToCome(timing: PlanTiming) async {
    let error = await #expect(throws: PlanError.self) {
      try await PlanRequest(
        domain: PlanFixture.domain, adding: ["203.0.113.25"], removing: [], record: nil, timing: timing
      ).answer(over: TableResolver("corp.example.com TXT v=spf1 -all"), connector: nil)
    }
    #expect(error?.message == "that time is still to come")
  }
}
