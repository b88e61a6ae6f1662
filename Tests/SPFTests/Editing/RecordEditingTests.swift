import SPF
import Testing

@Suite struct RecordEditingTests {
  @Test(arguments: [
    ("v=spf1 mx -all", "v=spf1 mx ip4:203.0.113.77 -all"),
    ("v=spf1 mx ~all exp=why.example.com", "v=spf1 mx ip4:203.0.113.77 ~all exp=why.example.com"),
    ("v=spf1 redirect=_spf.example.com", "v=spf1 ip4:203.0.113.77 redirect=_spf.example.com"),
    ("v=spf1 mx", "v=spf1 mx ip4:203.0.113.77"), ("v=spf1", "v=spf1 ip4:203.0.113.77"),
    ("v=spf1  a  MX:x.example.com  -ALL", "v=spf1  a  MX:x.example.com  ip4:203.0.113.77 -ALL"),
  ])
  func oneTermIsAddedAndNothingElseChanges(record: String, expected: String) throws {
    #expect(try SPFRecord(record).adding(["ip4:203.0.113.77"]) == expected)
  }

  @Test(arguments: [
    ("v=spf1 mx -all", [0], "v=spf1 -all"), ("v=spf1 mx -all", [1], "v=spf1 mx"),
    ("v=spf1  a  MX:x.example.com  -ALL", [1], "v=spf1  a  -ALL"),
    ("V=SPF1 a x=%{d} ~mx ?all ", [0, 2], "V=SPF1 x=%{d} ?all "), ("v=spf1 a mx", [0, 1], "v=spf1"),
  ])
  func termsAreRemovedAndNothingElseChanges(record: String, indices: [Int], expected: String) throws {
    #expect(try SPFRecord(record).removing(Set(indices)) == expected)
  }
}
