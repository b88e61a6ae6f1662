import Publishing
import SPF
import TestSupport
import Testing

/// Time passes, receivers ask and keep answers, servers send: with a clock that the test sets.
@Suite struct PlanSimulationTests {
  private static let old = "192.0.2.10"
  private static let new = "203.0.113.25"
  private static let start: Int64 = 1_800_000_000

  private struct Version {
    let time: Int64
    let record: String
    let ttl: UInt32
  }

  /// A receiver whose cache keeps an answer for its TTL; it asks one of the servers, each of which lags behind.
  private struct Receiver {
    let lag: Int64
    var kept: (record: String, until: Int64)?

    mutating func record(at time: Int64, _ versions: [Version]) -> String {
      if let kept, time < kept.until { return kept.record }
      let version = versions.last { $0.time + lag <= time } ?? versions[0]
      kept = (version.record, time + Int64(version.ttl))
      return version.record
    }
  }

  /// Whether any message is refused. Each receiver gets mail at random times; before `cutOver` from the old server, and
  /// until `drained`, when the old one stops, from both.
  private func isAnyRefused(
    _ versions: [Version], cutOver: Int64, drained: Int64, delay: Int64, _ random: inout SeededGenerator
  ) throws -> Bool {
    let end = (versions.map(\.time).max() ?? Self.start) + 200_000
    for _ in 0..<25 {
      var receiver = Receiver(lag: Int64.random(in: 0...delay, using: &random))
      var times = (0..<20).map { _ in Int64.random(in: Self.start - 90_000...end, using: &random) }
      // The moments at which it matters.
      for time in [cutOver, drained] {
        times += (0..<4).map { _ in time + Int64.random(in: -700...700, using: &random) }
      }
      times += [cutOver, cutOver - 1, drained - 1]
      for version in versions { times += [version.time - 1, version.time + receiver.lag - 1] }
      for time in times.sorted() {
        let record = try SPFRecord(receiver.record(at: time, versions))
        var senders = time >= cutOver ? [Self.new] : []
        if time < drained { senders.append(Self.old) }
        for sender in senders where !passes(sender, record) { return true }
      }
    }
    return false
  }

  private func passes(_ client: String, _ record: SPFRecord) -> Bool {
    check(
      "a@corp.example.com", from: client, TableResolver("corp.example.com TXT \(record)"), isTraced: false
    ).result == .pass
  }

  private func scene(_ random: inout SeededGenerator) async throws -> (ChangePlan, Int64) {
    let ttl = UInt32([60, 300, 900, 3600, 14_400, 86_400].randomElement(using: &random) ?? 300)
    let delay = Int64([0, 30, 300, 900].randomElement(using: &random) ?? 0)
    var timing = PlanTiming(
      now: Self.start, propagation: delay,
      queueLifetime: Int64([0, 3600, 432_000].randomElement(using: &random) ?? 0))
    if Bool.random(using: &random) {
      timing.cutOver = Self.start + Int64.random(in: 0..<200_000, using: &random)
    }
    let plan = try await PlanFixture.plan(
      PlanFixture.published("v=spf1 ip4:\(Self.old) -all", ttl: ttl), adding: [Self.new],
      removing: [Self.old],
      timing: timing)
    return (plan, delay)
  }

  @Test(arguments: 0..<150) func whoFollowsThePlanLosesNoMail(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let (plan, delay) = try await scene(&random)
    var versions = [
      Version(time: 0, record: try #require(plan.change.before), ttl: plan.published.ttl)
    ]
    for step in plan.steps {
      guard let publication = step.publication else { continue }
      versions.append(Version(time: step.time, record: publication.record, ttl: publication.ttl))
    }
    let cutOver = try #require(plan.steps.first { $0.kind == .cutOver }).time
    let drained = try #require(plan.steps.first { $0.kind == .drain }).time
    #expect(
      try !isAnyRefused(versions, cutOver: cutOver, drained: drained, delay: delay, &random))
  }

  /// The record is replaced when the server is: the new one is refused by caches, or the queue of the old one.
  @Test(arguments: 0..<50) func theNaiveMoveLosesMail(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let (plan, delay) = try await scene(&random)
    let versions = [
      Version(time: 0, record: try #require(plan.change.before), ttl: plan.published.ttl),
      Version(time: Self.start, record: plan.change.after, ttl: plan.published.ttl),
    ]
    #expect(
      try isAnyRefused(
        versions, cutOver: Self.start, drained: Self.start + plan.timing.queueLifetime, delay: delay, &random)
    )
  }

  /// One second before the plan's time there is a cache that refuses: the time is not only safe but the first safe one.
  @Test(arguments: [60, 300, 3600, 86_400] as [UInt32]) func safeIsTheFirstMomentThatIs(ttl: UInt32)
    async throws
  {
    let plan = try await PlanFixture.plan(
      PlanFixture.published("v=spf1 ip4:\(Self.old) -all", ttl: ttl), adding: [Self.new], removing: [],
      timing: PlanTiming(now: Self.start))
    var versions = [Version(time: 0, record: try #require(plan.change.before), ttl: ttl)]
    for step in plan.steps {
      guard let publication = step.publication else { continue }
      versions.append(Version(time: step.time, record: publication.record, ttl: publication.ttl))
    }
    let safe = try #require(plan.safeFrom)
    let added = try #require(plan.steps.first { $0.kind == .add }).time
    var late = Receiver(lag: 300)
    _ = late.record(at: added + 299, versions)
    #expect(!passes(Self.new, try SPFRecord(late.record(at: safe - 2, versions))))
    #expect(passes(Self.new, try SPFRecord(late.record(at: safe, versions))))
  }
}
