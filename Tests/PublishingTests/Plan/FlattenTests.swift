import Publishing
import SPF
import TestSupport
import Testing

@Suite struct FlattenTests {
  private func flatten(_ record: String, _ lines: String...) async throws -> ChangePlan {
    let resolver = TableResolver(lines: lines + ["corp.example.com TXT \(record)"])
    let request = PlanRequest(
      domain: PlanFixture.domain, adding: [], removing: [], record: nil, flatten: true,
      timing: PlanTiming(now: 1_795_500_000))
    return try await request.answer(over: resolver, connector: nil)
  }

  @Test func namesBecomeNetworksAndTheRestStays() async throws {
    let plan = try await flatten(
      "v=spf1 ip4:192.0.2.1 ~a:host.example.com/31 include:_spf.example.net exists:%{i}.x.example.org x=y -all",
      "host.example.com A 192.0.2.9",
      "_spf.example.net TXT v=spf1 -ip4:198.51.100.3 ip4:198.51.100.2/31 mx ?all",
      "_spf.example.net MX mx.example.net", "mx.example.net A 203.0.113.7", "mx.example.net AAAA 2001:db8::7")
    #expect(
      plan.change.after
        == "v=spf1 ip4:192.0.2.1 ~ip4:192.0.2.8/31 ip4:198.51.100.2 ip4:203.0.113.7 ip6:2001:db8::7 "
        + "exists:%{i}.x.example.org x=y -all")
    #expect(plan.change.addition.isEqual)
    #expect(plan.change.lookups == 1)
    #expect(plan.steps.map(\.kind) == [.flatten, .expiry])
    // The least TTL is that of the answer that there is no AAAA record.
    #expect(plan.steps[1].time == 1_795_500_060)
    #expect(plan.steps[0].publication?.ttl == 60)
    #expect(PlanText(plan).full.contains("expires at 2026-11-24 06:01:00 UTC"))
  }

  /// Nobody flattens a record anew each minute: what expires sooner than in five minutes is not published.
  @Test(arguments: [(300, true), (299, false), (60, false), (0, false)] as [(UInt32, Bool)])
  func whatExpiresAtOnceIsOfNoUse(ttl: UInt32, isOfUse: Bool) async throws {
    let change = try await flatten("v=spf1 a:host.example.com -all", "host.example.com A 192.0.2.9").change
    let plan = ChangePlan(
      flattening: change, validFor: ttl, published: PlanFixture.published("v=spf1 a:host.example.com -all"),
      timing: PlanTiming(now: 0))
    #expect(plan.isOnTime == isOfUse && (plan.obstacle == nil) == isOfUse)
    #expect(((try? StepScript(plan, .flatten)) != nil) == isOfUse)
    #expect(((try? PlanCalendar(plan, agent: "test/1")) != nil) == isOfUse)
    #expect(PlanText(plan).full.contains("known to be right for \(ttl) s only") != isOfUse)
  }

  @Test(arguments: [
    ("v=spf1 ip4:192.0.2.1 -all", "nothing to flatten"),
    ("v=spf1 include:macro.example.net -all", "depend on the message"),
    ("v=spf1 include:missing.example.net -all", "has an error"),
    ("v=spf1 a:down.example.net -all", "has an error"), ("v=spf1 ptr -all", "depend on the message"),
  ])
  func whatCannotBeProvedIsRefused(record: String, reason: String) async throws {
    let error = await #expect(throws: PlanError.self) {
      try await flatten(
        record, "macro.example.net TXT v=spf1 ip4:192.0.2.1 exists:%{i}.example.net -all",
        "down.example.net A !timeout")
    }
    #expect(error?.message.contains(reason) == true, "\(error?.description ?? "")")
  }

  /// Whatever the record: flattening gives the same meaning, or none.
  @Test func isEqualOrRefused() async throws {
    var flattened = 0
    for (seed, number) in (0..<150).flatMap({ seed in (0..<RandomZone.nameCount).map { (seed, $0) } }) {
      var random = SeededGenerator(seed: UInt64(seed))
      let resolver = TableResolver(lines: RandomZone.lines(&random))
      let domain = name("d\(number).example.com")
      let request = PlanRequest(
        domain: domain, adding: [], removing: [], record: nil, flatten: true, timing: PlanTiming(now: 0))
      guard let plan = try? await request.answer(over: resolver, connector: nil) else { continue }
      flattened += 1
      let flat = RecordOverlay(base: resolver, domain: domain, record: plan.change.after)
      for client in ["192.0.2.1", "192.0.2.9", "198.51.100.3", "203.0.113.4", "2001:db8::1", "2001:db9::1"] {
        let before = check("a@\(domain)", from: client, resolver, isTraced: false)
        let after = await Evaluator().check(
          CheckRequest(.mailFrom("a@\(domain)", helo: "mail.example.org"), client: address(client)),
          resolver: flat)
        #expect(before.result == after.result, "\(domain) \(client) \(plan.change.after)")
      }
    }
    #expect(flattened > 100)
  }
}
