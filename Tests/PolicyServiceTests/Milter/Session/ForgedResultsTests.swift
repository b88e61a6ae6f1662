import Testing

@testable import PolicyService

@Suite("Forged Authentication-Results")
struct ForgedResultsTests {
  private static func isForged(
    _ value: String, name: String = "Authentication-Results", id: String = "mx.example.org"
  ) throws -> Bool {
    var forged = ForgedResults()
    try forged.examine(name: Array(name.utf8)[...], value: Array(value.utf8)[...], for: AuthservID(id))
    return !forged.numbers.isEmpty
  }

  @Test(
    "what claims to be ours",
    arguments: [
      "mx.example.org; spf=pass smtp.mailfrom=example.com", "MX.Example.ORG; none",
      "mx.example.org 1; spf=pass",
      "(a comment) mx.example.org; dkim=pass", "\n\t(a \\) comment\n (nested))\n mx.example.org;\n spf=pass",
      "\"mx.example.org\"; spf=pass", "\"mx\\.example.org\"; spf=pass", "mx.example.org",
      "mx.example.org(c);spf=pass",
      // What follows the id does not matter: somebody may read it who is not particular.
      "mx.example.org; spf==pass (", "mx.example.org; \u{0}\u{1}", "mx.example.org; x=\"open",
      // Whose id cannot be read.
      "", ";", "(open mx.example.org; spf=pass", "\"open; spf=pass",
    ])
  func ours(value: String) throws {
    #expect(try Self.isForged(value))
    #expect(try Self.isForged(value, name: "AUTHENTICATION-results"))
    #expect(try !Self.isForged(value, name: "X-Authentication-Results"))
  }

  @Test(
    "what is another's",
    arguments: [
      "mx.example.net; spf=pass", "sub.mx.example.org; spf=pass", "mx.example.orgs; spf=pass",
      "example.org; spf=pass",
      "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=mx.example.org",
      "(mx.example.org) other.example; spf=pass",
      "mx.example; x=mx.example.org",
    ])
  func others(value: String) throws {
    #expect(try !Self.isForged(value))
  }

  @Test("U-labels and A-labels are the same name")
  func labels() throws {
    #expect(try Self.isForged("xn--bcher-kva.example; spf=pass", id: "bücher.example"))
    #expect(try Self.isForged("bücher.example; spf=pass", id: "xn--bcher-kva.example"))
  }

  @Test("fields of the name are counted, others are not; there is a limit")
  func counts() throws {
    var forged = ForgedResults()
    let id = AuthservID("mx.example.org")
    let name = Array("authentication-results".utf8)[...]
    for (name, value) in [
      (name, "mx.example.org; none"), (name, "other.example; none"),
      (Array("Subject".utf8)[...], "mx.example.org"),
      (name, "mx.example.org; none"),
    ] {
      try forged.examine(name: name, value: Array(value.utf8)[...], for: id)
    }
    #expect(forged.numbers == [1, 3])
    #expect(throws: MilterProtocolError.tooManyForgedFields(limit: ForgedResults.limit)) {
      for _ in 0..<ForgedResults.limit { try forged.examine(name: name, value: [], for: id) }
    }
  }
}
