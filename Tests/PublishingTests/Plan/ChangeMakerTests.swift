import Publishing
import SPF
import TestSupport
import Testing

@Suite struct ChangeMakerTests {
  @Test(arguments: [
    ("v=spf1 mx ip4:192.0.2.10/32 -all", "v=spf1 mx ip4:192.0.2.10/32 ip4:203.0.113.25 -all"),
    (
      "v=spf1  x=%{d} ?include:_spf.example.net  ~ALL exp=why.example.com",
      "v=spf1  x=%{d} ?include:_spf.example.net  ip4:203.0.113.25 ~ALL exp=why.example.com"
    ),
    ("v=spf1 redirect=_spf.example.net", "v=spf1 ip4:203.0.113.25 redirect=_spf.example.net"),
    // Something before the end refuses it, so it goes to the front.
    ("v=spf1 -ip4:203.0.113.0/24 mx -all", "v=spf1 ip4:203.0.113.25 -ip4:203.0.113.0/24 mx -all"),
  ])
  func whatIsAddedIsReachedAndNothingElseChanges(record: String, expected: String) async throws {
    let change = try await PlanFixture.change(
      record, adding: ["203.0.113.25"], "_spf.example.net TXT v=spf1 ip4:192.0.2.77 -all",
      "corp.example.com MX mx.corp.example.com", "mx.corp.example.com A 192.0.2.99")
    #expect(change.during == expected)
    #expect(change.after == expected)
    #expect(change.addition.gaining(.pass).prefixes.map(\.description) == ["203.0.113.25"])
    #expect(change.removal.isEqual)
  }

  @Test func removalIsAStageOfItsOwn() async throws {
    let change = try await PlanFixture.change(
      "v=spf1 ip4:192.0.2.10/32 IP4:192.0.2.11 -all", adding: ["203.0.113.25"], removing: ["192.0.2.10"])
    #expect(change.during == "v=spf1 ip4:192.0.2.10/32 IP4:192.0.2.11 ip4:203.0.113.25 -all")
    #expect(change.after == "v=spf1 IP4:192.0.2.11 ip4:203.0.113.25 -all")
    #expect(change.removed == ["ip4:192.0.2.10/32"])
    #expect(change.removal.losing(.pass).prefixes.map(\.description) == ["192.0.2.10"])
  }

  @Test func aWholeRecordIsReachedInTwoStages() async throws {
    let change = try await PlanFixture.change(
      "v=spf1 ip4:192.0.2.10 -all", to: "v=spf1 ip4:203.0.113.25 ~all")
    #expect(change.during == "v=spf1 ip4:192.0.2.10 ip4:203.0.113.25 -all")
    #expect(change.after == "v=spf1 ip4:203.0.113.25 ~all")
  }

  @Test func aDomainWithoutARecordGetsOne() async throws {
    let change = try await PlanFixture.change(nil, adding: ["203.0.113.25"])
    #expect(change.during == "v=spf1 ip4:203.0.113.25 ~all")
    #expect(change.warnings.contains { $0.contains("before it ends with -all it must list every server") })
    let whole = try await PlanFixture.change(nil, to: "v=spf1 ip4:203.0.113.25 -all")
    #expect(whole.after == "v=spf1 ip4:203.0.113.25 -all")
    #expect(whole.warnings.contains { $0.contains("every other server is refused") })
  }

  @Test func theFirstRecordIsHeldAgainstWhatTheDomainHas() async throws {
    let change = try await PlanFixture.change(
      nil, adding: ["203.0.113.25"], "corp.example.com A 192.0.2.80", "corp.example.com MX mx.example.net",
      "mx.example.net A 203.0.113.25", "mx.example.net AAAA 2001:db8::25")
    let told = try #require(change.warnings.first { $0.hasPrefix("Not listed: ") })
    #expect(told.contains("192.0.2.80 (the address of corp.example.com), 2001:db8::25 (MX mx.example.net)."))
  }

  @Test(arguments: [
    // Nobody can tell which of the addresses of the network is meant.
    ("v=spf1 ip4:192.0.2.0/24 -all", [], ["192.0.2.10"], "ip4:192.0.2.0/24"),
    ("v=spf1 mx -all", [], ["192.0.2.99"], "passes by mx"),
    ("v=spf1 mx -all", [], ["a:other.example.com"], "no such term"),
    ("v=spf1 ip4:192.0.2.10 -all", ["192.0.2.10"], [], "nothing to change"),
    ("v=spf1 mx -all", ["include:missing.example.com"], [], "permerror"),
    ("v=spf1 mx -all", ["all"], [], "no address"), ("v=spf1 mx -all", ["ip4:192.0.2"], [], "no address"),
    ("v=spf1 ip4:192.0.2.300 -all", ["192.0.2.1"], [], "syntax error"),
  ])
  func whatWouldBreakIsRefused(record: String, adding: [String], removing: [String], reason: String) async {
    let error = await #expect(throws: PlanError.self) {
      try await PlanFixture.change(
        record, adding: adding, removing: removing, "corp.example.com MX mx.corp.example.com",
        "mx.corp.example.com A 192.0.2.99")
    }
    #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
    #expect(error?.remedy.isEmpty == false)
  }

  /// What passes only by a term that goes must be added all the same.
  @Test func whatPassesByATermThatGoesIsAdded() async throws {
    let change = try await PlanFixture.change(
      "v=spf1 ip4:192.0.2.1 include:old.example.com -all", adding: ["203.0.113.25"],
      removing: ["include:old.example.com"], "old.example.com TXT v=spf1 ip4:203.0.113.0/24 -all")
    #expect(change.added == ["ip4:203.0.113.25"])
    #expect(change.after == "v=spf1 ip4:192.0.2.1 ip4:203.0.113.25 -all")
    #expect(change.removal.gaining(.pass).isEmpty)
  }

  @Test func theSameTermInBothListsIsRefused() async {
    let error = await #expect(throws: PlanError.self) {
      try await PlanFixture.change(
        "v=spf1 ip4:192.0.2.1 -all", adding: ["192.0.2.1"], removing: ["ip4:192.0.2.1"])
    }
    #expect(error?.description.contains("to be added and to be removed") == true)
  }

  /// Where DNS does not answer nobody knows what a change means; but the term that it does not answer for can go.
  @Test func whatCannotBeToldIsRefused() async throws {
    let record = "v=spf1 ip4:192.0.2.10 include:slow.example.com -all"
    let error = await #expect(throws: PlanError.self) {
      try await PlanFixture.change(
        record, adding: ["203.0.113.25"], removing: ["192.0.2.10"], "slow.example.com TXT !timeout")
    }
    #expect(error?.description.contains("slow.example.com TXT") == true, "\(error?.description ?? "")")
    let change = try await PlanFixture.change(
      record, removing: ["include:slow.example.com"], "slow.example.com TXT !timeout")
    #expect(change.after == "v=spf1 ip4:192.0.2.10 -all")
  }

  @Test func oneLookupTooManyIsRefused() async throws {
    let includes = (0..<10).map { "include:i\($0).example.com" }.joined(separator: " ")
    let lines = (0..<10).map { "i\($0).example.com TXT v=spf1 ip4:198.51.100.\($0)" }
    let record = "v=spf1 \(includes) -all"
    let resolver = TableResolver(
      lines: lines + ["corp.example.com TXT \(record)", "one.example.com TXT v=spf1 ip4:203.0.113.1"])
    let maker = ChangeMaker(PlanFixture.published(record), resolver: resolver)
    let error = await #expect(throws: PlanError.self) {
      try await maker.change(adding: ["include:one.example.com"], removing: [])
    }
    #expect(error?.description.contains("more than 10 terms that need DNS") == true)
    // A network needs no lookup.
    #expect(try await maker.change(adding: ["203.0.113.1"], removing: []).lookups == 10)
  }

  @Test func whatIsNewlyAskedIsKnown() async throws {
    func asked(_ term: String) async throws -> [String] {
      try await PlanFixture.change(
        "v=spf1 ip4:192.0.2.10 a:mail.example.com -all", adding: [term],
        "mail.example.com A 192.0.2.99", "mail2.example.com A 203.0.113.25"
      ).newlyAsked.map(\.description)
    }
    #expect(try await asked("a:mail2.example.com") == ["mail2.example.com A", "mail2.example.com AAAA"])
    #expect(try await asked("203.0.113.25").isEmpty)
  }

  /// Here whether the limit is reached depends on the message, so that no address is certain to get permerror.
  @Test(arguments: [
    (
      (0..<9).map { "include:i\($0).example.com" }, "include:one.example.com", "11 terms that need DNS, of 10"
    ),
    (
      ["a:n0.example.com", "a:n1.example.com"], "include:two.example.com", "3 lookups without an answer, of 2"
    ),
  ])
  func whatMayBreakIsRefusedToo(terms: [String], wanted: String, reason: String) async throws {
    func maker(_ terms: [String]) -> ChangeMaker {
      let record = "v=spf1 exists:%{l}.x.example.com \(terms.joined(separator: " ")) -all"
      let lines = (0..<9).map { "i\($0).example.com TXT v=spf1 ip4:198.51.100.\($0)" }
      return ChangeMaker(
        PlanFixture.published(record),
        resolver: TableResolver(
          lines: lines + [
            "corp.example.com TXT \(record)", "one.example.com TXT v=spf1 ip4:203.0.113.1",
            "two.example.com TXT v=spf1 ip4:203.0.113.2 a:n2.example.com",
          ]))
    }
    let error = await #expect(throws: PlanError.self) {
      try await maker(terms).change(adding: [wanted], removing: [])
    }
    #expect(error?.message.contains(reason) == true, "\(error?.description ?? "")")
    let network = try await maker(terms).change(adding: ["203.0.113.25"], removing: [])
    #expect(!network.warnings.contains { $0.contains("RFC 7208") || $0.contains("already") })
    // What is beyond the limit already is not made worse.
    let change = try await maker(terms + [wanted]).change(adding: ["203.0.113.25"], removing: [])
    #expect(change.warnings.contains { $0.contains(reason) && $0.hasSuffix("as it is already.") })
  }
}
