import PolicyService
import SPF
import Testing

@testable import Settings

@Suite("The file of grace")
struct GraceFileTests {
  private static func finding(_ domain: String, _ probability: Int?) throws -> GraceFinding {
    GraceFinding(
      domain: try #require(DomainName(domain)), client: try #require(IPAddress("2001:db8::25")), first: 1000,
      judged: 2000, probability: probability)
  }

  @Test("what is written is read")
  func roundTrip() throws {
    let findings = [try Self.finding("corp.example.com", 96), try Self.finding("xn--bcher-kva.example", nil)]
    #expect(GraceFile.findings(Array(GraceFile.text(findings).utf8)) == findings)
    #expect(GraceFile.findings(Array(GraceFile.text([]).utf8)) == [])
    #expect(GraceFile.findings([]) == [])
  }

  @Test(
    "a line that is none is left out",
    arguments: [
      "", "x", "1\t2\t3\texample.com", "1\t2\t101\texample.com\t192.0.2.1", "1\t2\t\texample.com\t192.0.2.1",
      "2\t1\t3\texample.com\t192.0.2.1", "-1\t2\t3\texample.com\t192.0.2.1", "1\t2\t3\t..\t192.0.2.1",
      "1\t2\t3\texample.com\t192.0.2.256", "1\t99999999999\t3\texample.com\t192.0.2.1",
      "1\t2\t3\texample.com\t192.0.2.1\t",
    ])
  func badLines(line: String) throws {
    let good = try Self.finding("corp.example.com", 96)
    let text = GraceFile.text([good]) + line + "\n"
    #expect(GraceFile.findings(Array(text.utf8)) == [good])
  }

  @Test(
    "another file is none of ours", arguments: ["root:x:0:0\n", "\u{0}", "# Kept by spf serve, version 2\n"])
  func others(text: String) {
    #expect(GraceFile.findings(Array(text.utf8)) == nil)
  }
}
