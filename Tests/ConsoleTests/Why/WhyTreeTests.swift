import PageSettings
import TestSupport
import Testing

@testable import Console

@Suite struct WhyTreeTests {
  private static let zone = [
    "corp.example.com TXT v=spf1 include:a.example include:c.example -all",
    "a.example TXT v=spf1 include:b.example ip4:192.0.2.1 -all", "b.example TXT v=spf1 ip4:192.0.2.2 ~all",
    "c.example TXT v=spf1 ip4:203.0.113.25 -all",
  ]
  private static let query = "s=mfrom;id=x@corp.example.com;ip=203.0.113.25;r=receiver.example"

  private func items() async throws -> [WhyTree.Item] {
    var limits = WhyLimits()
    limits.time = .seconds(3600)
    let investigator = WhyInvestigator(resolver: TableResolver(lines: Self.zone), limits: limits)
    let question = try #require(WhyQuery(Self.query).question)
    return WhyTree(finding: await investigator.find(question, now: 0), language: .english).items
  }

  @Test func hasRecordsBelowTheirTerms() async throws {
    let items = try await items()
    #expect(items.map(\.mark) == ["none", "yes", "idle"])
    #expect(items.map(\.domain) == ["a.example", "c.example", ""])
    let nested = try #require(items.first).items
    #expect(nested.map(\.domain) == ["b.example", "", ""])
    #expect(nested.map(\.mark) == ["none", "none", "stop"])
    #expect(nested.first?.items.map(\.mark) == ["none", "stop"])
  }

  /// What an item has not, a template would take from what is around it.
  @Test func showsNothingOfTheItemAround() async throws {
    let page = try await Site(TableResolver(lines: Self.zone)).get("/why?\(Self.query)")
    for domain in ["a.example", "b.example", "c.example"] {
      #expect(page.body.ranges(of: "<span class=\"domain\">\(domain)</span>").count == 1)
    }
    let tree = try #require(page.body.firstRange(of: "<ol class=\"tree\">"))
    for match in page.body[tree.upperBound...].matches(of: #/<li class="([^"]*)">/#) {
      #expect(["none", "stop", "yes", "idle", "gap"].contains(String(match.output.1)))
    }
  }
}
