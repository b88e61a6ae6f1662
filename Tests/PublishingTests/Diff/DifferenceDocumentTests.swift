import Foundation
import Publishing
import Reporting
import SPF
import TestSupport
import Testing

@Suite struct DifferenceDocumentTests {
  private static func schema() throws -> JSONValue {
    let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().appending(
      path: "../../..")
    let data = try Data(contentsOf: root.appending(path: "Documentation/diff.schema.json"))
    return try JSONDecoder().decode(JSONValue.self, from: data)
  }

  private static func document(_ old: String, _ new: String, _ lines: [String] = []) async throws -> JSONValue
  {
    let outcome = try await DifferenceRequest(old: old, new: new, domain: nil, saveTo: nil, time: 0).answer(
      over: TableResolver(lines: lines))
    let difference = try #require(outcome.difference)
    let json = try JSONText.encode(DifferenceDocument(difference, old: outcome.old, new: outcome.new))
    return try JSONDecoder().decode(JSONValue.self, from: Data(json.utf8))
  }

  @Test(arguments: [
    ("v=spf1 ip4:192.0.2.0/24 -all", "v=spf1 ip4:192.0.2.0/25 ip4:192.0.2.128/25 -all", true),
    ("v=spf1 ip4:192.0.2.1 -all", "v=spf1 ip6:2001:db8::/32 ~all", false),
    ("v=spf1 ip4:192.0.2.1 -all", "v=spf1 exists:%{i}.example.net include:one.example -all", false),
    ("v=spf1 exists:%{s}.example.net -all", "v=spf1 exists:%{i}.example.net ?all", false),
    ("one.example", "two.example", false), ("one.example", "broken.example", false),
    ("v=spf1 include:broken.example -all", "v=spf1 redirect=%{h}", false),
  ])
  func everyDifferenceIsWhatTheSchemaSays(old: String, new: String, isEqual: Bool) async throws {
    let document = try await Self.document(
      old, new, ["one.example TXT v=spf1 ip4:192.0.2.1 ptr ?all", "broken.example TXT v=spf1 ip4 -all"])
    #expect(SchemaCheck.mistakes(document, try Self.schema()).prefix(5) == [])
    #expect(document["equal"] == .boolean(isEqual))
    #expect(document["old"]?.text == old && document["new"]?.text == new)
  }

  @Test func theCheckSeesWhatIsWrong() throws {
    let wrong = SchemaCheck.mistakes(.object(["equal": .string("yes"), "other": .null]), try Self.schema())
    #expect(
      Set(wrong).isSuperset(of: [
        "$.equal: not [\"boolean\"]", "$: other is not in the schema", "$: no changes",
      ]))
  }
}
