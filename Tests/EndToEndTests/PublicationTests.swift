import DNS
import Foundation
import Publishing
import SPF
import TestSupport
import Testing

/// The scripts and lines of a plan in the hands of a real name server.
@Suite(
  "Publishing with BIND", .serialized,
  .enabled(if: Surroundings.canRun(Surroundings.obstacleForReplacements)), .timeLimit(.minutes(10)))
struct PublicationTests {
  private static func publisher(_ body: (Publisher) async throws -> Void) async throws {
    guard Surroundings.isReady(Surroundings.obstacleForReplacements) else { return }
    let sandbox = try Sandbox()
    let publisher = try await Publisher.start(in: sandbox)
    do {
      try await body(publisher)
    } catch {
      await publisher.stop()
      throw error
    }
    await publisher.stop()
  }

  @Test(
    "a script does no harm if somebody else has changed the records since the plan",
    arguments: [
      """
      update delete corp.example.com. TXT \(Publisher.otherText)
      update add corp.example.com. 3 TXT "verification=four"
      """,
      "update add corp.example.com. 3 TXT \"verification=four\"",
      "update delete corp.example.com. TXT \(Publisher.otherText)", "update delete corp.example.com. TXT",
    ])
  func concurrentEdit(_ edit: String) async throws {
    try await Self.publisher { publisher in
      let arguments = ["--add", Publisher.newAddress, "--format", "nsupdate"]
      let script = try await publisher.plan(arguments).text
      try #require(try await publisher.primary.update("\(edit)\nsend\n").status == 0)
      let zone = try await publisher.published()

      let outcome = try await publisher.primary.update(script)
      #expect(outcome.status == 2)
      // What nsupdate says is explained at the top of the script.
      #expect(outcome.text.contains("update failed: NXRRSET"))
      #expect(script.contains("; \"update failed: NXRRSET\" (status 2): "))
      #expect(script.contains("Make a new plan."))
      #expect(try await publisher.published() == zone)

      // A new plan takes over what the other has done.
      let again = try await publisher.primary.update(try await publisher.plan(arguments).text)
      #expect(again.status == 0, "\(again.text)")
      let after = try await publisher.published()
      #expect(after.contains("ip4:\(Publisher.newAddress)"))
      #expect(after.contains("verification=four") == edit.contains("verification=four"))
    }
  }

  @Test("a script that comes too early, or twice, does no harm")
  func order() async throws {
    try await Self.publisher { publisher in
      let move = ["--add", Publisher.newAddress, "--remove", Publisher.oldAddress, "--format", "nsupdate"]
      let zone = try await publisher.published()
      let early = try await publisher.primary.update(
        try await publisher.plan(move + ["--step", "remove"]).text)
      #expect(early.status == 2 && early.text.contains("NXRRSET"))
      #expect(try await publisher.published() == zone)

      // A name that has no records must still have none.
      let name = "news.\(Publisher.domain)"
      let script = try await publisher.plan(
        ["--add", Publisher.newAddress, "--format", "nsupdate", "--new-name"], of: name)
      #expect(try await publisher.primary.update(script.text).status == 0)
      let published = try await publisher.published(name)
      #expect(published.contains("\"v=spf1 ip4:\(Publisher.newAddress) ~all\""))
      let again = try await publisher.primary.update(script.text)
      #expect(again.status == 2 && again.text.contains("update failed: YXRRSET"))
      #expect(script.text.contains("; \"update failed: YXRRSET\" (status 2): "))
      #expect(try await publisher.published(name) == published)
    }
  }

  @Test("name servers that are behind are said to be, and those that disagree are not planned for")
  func disagreement() async throws {
    try await Self.publisher { publisher in
      try await Self.primary(Publisher.zone, of: Publisher.domain) { secondary in
        let arguments = ["--add", Publisher.newAddress, "--server", "127.0.0.1:\(secondary.port)"]
        let (one, other) = ("127.0.0.1:\(publisher.primary.port)", "127.0.0.1:\(secondary.port)")
        let agreed = try await publisher.plan(arguments)
        #expect(
          agreed.status == 0 && agreed.text.contains("by \(one), \(other), which agree"), "\(agreed.text)")

        func change(_ text: String, at server: PrimaryInstance) async throws {
          let script = "update add \(Publisher.domain). 3 TXT \"verification=\(text)\"\nsend\n"
          try #require(try await server.update(script).status == 0)
        }
        try await change("new", at: publisher.primary)
        let behind = try await publisher.plan(arguments + ["--format", "nsupdate"])
        #expect(behind.status == 0 && behind.text.contains("verification=new"), "\(behind.text)")
        let said = try await publisher.plan(arguments).text
        #expect(said.contains("\(other) has serial 1, the newest is 2, and other TXT records"), "\(said)")

        try await change("another", at: secondary)
        let refused = try await publisher.plan(arguments)
        #expect(refused.status == 2)
        #expect(
          refused.text.contains("disagree about its TXT records, both with serial 2"), "\(refused.text)")
      }
    }
  }

  private static func plans(_ count: Int, seed: UInt64) async throws -> [GeneratedPlan] {
    var random = SeededGenerator(seed: seed)
    var plans: [GeneratedPlan] = []
    for number in 0..<count { plans.append(try await GeneratedPlan.make(number, &random)) }
    return plans
  }

  private static func zone(_ plans: [GeneratedPlan], _ kind: ChangeStep.Kind) throws -> String {
    try "$TTL 60\n@ IN SOA ns1 hostmaster 1 3600 600 86400 60\n@ IN NS ns1\nns1 IN A 127.0.0.1\n"
      + plans.map { try #require(StepScript($0.plan, kind)).zoneLines }.joined()
  }

  /// Whether the name server has exactly what each plan publishes in the step.
  private static func compare(
    _ plans: [GeneratedPlan], _ kind: ChangeStep.Kind, with primary: PrimaryInstance
  ) async throws {
    var options = CAresOptions()
    options.servers = [try #require(ServerAddress("127.0.0.1:\(primary.port)"))]
    options.timeout = .seconds(20)
    let resolver = try CAresResolver(options)
    defer { resolver.shutdown() }
    for plan in plans {
      let publication = try #require(plan.plan.steps.first { $0.kind == kind }?.publication)
      let answer = await resolver.answer(to: DNSQuestion(plan.domain, .txt))
      guard case .texts(let texts) = answer.records else {
        Issue.record("\(kind) of \(plan.domain): \(answer.status)")
        continue
      }
      let (own, others) = (
        texts.filter { SPFRecord.hasVersion($0.joined) }, texts.filter { !SPFRecord.hasVersion($0.joined) }
      )
      #expect(own.map(\.joined) == [Array(publication.record.utf8)], "\(kind) of \(plan.domain)")
      // Those of others are what they were, string by string.
      #expect(Set(others.map(\.strings)) == Set(plan.others.map(\.strings)), "\(kind) of \(plan.domain)")
      #expect(others.count == plan.others.count)
      #expect(answer.ttl == publication.ttl)
    }
  }

  @Test("named-checkzone takes every zone line, and BIND answers exactly what was meant")
  func zoneLines() async throws {
    guard Surroundings.isReady(Surroundings.obstacleForReplacements) else { return }
    let plans = try await Self.plans(400, seed: 1)
    let sandbox = try Sandbox()
    for kind in [ChangeStep.Kind.lower, .add, .remove, .restore] {
      let file = try sandbox.write(try Self.zone(plans, kind), to: "\(kind).zone")
      let outcome = try await runToEnd(Surroundings.checkZone, ["example.com", file])
      #expect(outcome.status == 0 && outcome.text.hasSuffix("\nOK\n"), "\(kind): \(outcome.text)")
      #expect(outcome.text.split(separator: "\n").count == 2, "\(kind): \(outcome.text)")
    }
    try await Self.primary(try Self.zone(plans, .add)) { try await Self.compare(plans, .add, with: $0) }
  }

  @Test("nsupdate takes every script, and BIND answers exactly what was meant after each step")
  func scripts() async throws {
    guard Surroundings.isReady(Surroundings.obstacleForReplacements) else { return }
    let plans = try await Self.plans(150, seed: 2)
    try await Self.primary(try Self.zone(plans, .lower)) { primary in
      for kind in [ChangeStep.Kind.lower, .add, .remove, .restore] {
        let script = try plans.map { try #require(StepScript($0.plan, kind)).nsupdate }.joined()
        let outcome = try await primary.update(script)
        #expect(outcome.status == 0 && outcome.text.isEmpty, "\(kind): \(outcome.text)")
        try await Self.compare(plans, kind, with: primary)
      }
    }
  }

  private static func primary(
    _ zone: String, of name: String = "example.com", _ body: (PrimaryInstance) async throws -> Void
  ) async throws {
    let sandbox = try Sandbox()
    let primary = try await PrimaryInstance.start([name: zone], in: sandbox)
    do {
      try await body(primary)
    } catch {
      await primary.stop()
      throw error
    }
    await primary.stop()
  }
}
