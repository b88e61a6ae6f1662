import Foundation
import Reporting
import SPF
import TestSupport
import Testing

@Suite struct CheckDocumentTests {
  static func object(_ outcome: CheckOutcome) throws -> [String: Any] {
    let json = try JSONText.encode(CheckDocument(outcome, limits: .rfc7208))
    return try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
  }

  @Test func hasEveryKey() throws {
    let keys: Set = [
      "result", "identity", "domain", "client", "sender", "helo", "sentence", "explanation", "matched",
      "origin", "problem",
      "lookups", "voidLookups", "ttl", "dependsOnSender", "nearestMiss", "trace",
    ]
    let resolver = TableResolver(
      "example.com TXT v=spf1 -all exp=why.example.com", "why.example.com TXT because")
    for outcome in [
      check("a@example.com", from: "192.0.2.1", resolver),
      check("a@localhost", from: "192.0.2.1", resolver, isTraced: false),
    ] {
      #expect(try Set(Self.object(outcome).keys) == keys)
    }
  }

  @Test func hasTheValues() throws {
    let resolver = TableResolver(
      "example.com TXT v=spf1 a ip4:192.0.2.9 -all exp=why.example.com", "example.com A 192.0.2.7",
      "why.example.com TXT because")
    let object = try Self.object(check("Alice@example.com", from: "192.0.2.8", resolver))
    #expect(object["result"] as? String == "fail")
    #expect(object["identity"] as? String == "mailfrom")
    #expect(object["sender"] as? String == "Alice@example.com")
    #expect((object["explanation"] as? [String: Any])?["text"] as? String == "because")
    #expect((object["matched"] as? [String: Any])?["term"] as? String == "-all")
    #expect((object["lookups"] as? [String: Any])?["used"] as? Int == 1)
    #expect((object["nearestMiss"] as? [String: Any])?["network"] as? String == "192.0.2.9")
    let terms = (object["trace"] as? [String: Any])?["terms"] as? [[String: Any]]
    #expect(terms?.count == 4)
    #expect(terms?[0]["verdict"] as? String == "no-match")
  }
}
