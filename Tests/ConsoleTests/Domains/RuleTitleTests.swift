import Linting
import Testing

@testable import Console

@Suite struct RuleTitleTests {
  @Test func everyRuleHasOneInJapanese() {
    #expect(Set(RuleTitles.japanese.keys) == Set(Rule.all.map(\.id)))
    for rule in Rule.all {
      let title = RuleTitles.phrase(rule)
      #expect(title.english == rule.title)
      #expect(title.japanese.unicodeScalars.contains { (0x3040...0x9fff).contains($0.value) }, "\(rule)")
    }
    #expect(Set(RuleTitles.japanese.values).count == Rule.all.count)
  }
}
