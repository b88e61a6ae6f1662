import Foundation
import Publishing
import Reporting
import SPF
import TestSupport
import Testing

@Suite struct PlanDocumentTests {
  private static func schema() throws -> JSONValue {
    let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().appending(
      path: "../../..")
    let data = try Data(contentsOf: root.appending(path: "Documentation/plan.schema.json"))
    return try JSONDecoder().decode(JSONValue.self, from: data)
  }

  private static func document(_ plan: ChangePlan, _ resending: Resending? = nil) throws -> JSONValue {
    let json = try JSONText.encode(PlanDocument(plan, resending: resending))
    return try JSONDecoder().decode(JSONValue.self, from: Data(json.utf8))
  }

  private static let names = [
    "corp.example.com MX mx.corp.example.com", "mx.corp.example.com A 192.0.2.99",
    "_spf.example.net TXT v=spf1 exists:%{i}.example.net ?all", "mail.example.com A 203.0.113.26",
  ]

  private static func plan(
    _ record: String?, adding: [String] = [], removing: [String] = [], to text: String? = nil,
    flatten: Bool = false, _ timing: PlanTiming = PlanTiming(now: 1_795_500_000)
  ) async throws -> ChangePlan {
    let lines = names + (record.map { ["corp.example.com TXT \($0)"] } ?? [])
    return try await PlanRequest(
      domain: PlanFixture.domain, adding: adding, removing: removing, record: text, flatten: flatten,
      timing: timing
    ).answer(over: TableResolver(lines: lines), connector: nil)
  }

  /// Plans with everything that can be in one.
  private static func everything() async throws -> [ChangePlan] {
    let now: Int64 = 1_795_500_000
    return [
      try await plan("v=spf1 mx -all", adding: ["203.0.113.25"], removing: ["192.0.2.99"]),
      try await plan(
        "v=spf1 ip4:192.0.2.1 -all", adding: ["a:mail.example.com", "include:_spf.example.net"],
        removing: ["192.0.2.1"], PlanTiming(now: now, shortTTL: 60)),
      try await plan(
        "v=spf1 ip4:192.0.2.1 -all", adding: ["203.0.113.25"], PlanTiming(now: now, moved: now - 60)),
      try await plan("v=spf1 ip4:192.0.2.1 -all", adding: ["include:_spf.example.net"]),
      try await plan(nil, adding: ["203.0.113.25"]), try await plan("v=spf1 ip4 -all", to: "v=spf1 mx -all"),
      try await plan("v=spf1 mx -all", flatten: true), try await plan("v=spf1 mx ~all", to: "v=spf1 mx -all"),
      try await plan(
        "v=spf1 mx -all", adding: ["192.0.2.99"], PlanTiming(now: now, earlier: .init(replaced: now, ttl: 60))
      ),
    ]
  }

  @Test func everyPlanIsWhatTheSchemaSays() async throws {
    let schema = try Self.schema()
    let plans = try await Self.everything()
    for plan in plans { #expect(SchemaCheck.mistakes(try Self.document(plan), schema).prefix(5) == []) }
    // Each kind of step is in one of them, and in the schema.
    let kinds = Set(plans.flatMap(\.steps).map(\.kind))
    #expect(kinds == Set(ChangeStep.Kind.allCases))
    let items = schema["properties"]?["steps"]?["items"]?["properties"]?["step"]?["enum"]?.items
    #expect(Set(items?.compactMap(\.text) ?? []) == Set(ChangeStep.Kind.allCases.map(\.rawValue)))
    // The check itself must see what is wrong.
    let wrong = SchemaCheck.mistakes(.object(["onTime": .string("yes"), "other": .null]), schema)
    #expect(
      Set(wrong).isSuperset(of: [
        "$.onTime: not [\"boolean\"]", "$: other is not in the schema", "$: no steps",
      ]))
  }

  @Test func whatMustBeSentAgainIsToo() async throws {
    let plan = try await Self.plan(
      "v=spf1 ip4:192.0.2.1 -all", adding: ["203.0.113.25"], PlanTiming(now: 1000, moved: 0))
    let mails = [true, false].map { hasZone in
      RefusedMail(
        time: 500, hasZone: hasZone, queueID: "4F3A2", sender: hasZone ? nil : "a@corp.example.com",
        recipient: "me@receiver.example", statedAddress: hasZone ? address("203.0.113.25") : nil,
        statedDomain: "corp.example.com")
    }
    let document = try Self.document(plan, Resending(mails, plan: plan))
    #expect(SchemaCheck.mistakes(document, try Self.schema()) == [])
    #expect(document["resend"]?.items.count == 2)
  }
}
