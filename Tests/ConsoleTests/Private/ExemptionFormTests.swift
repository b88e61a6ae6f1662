import HTTPTypes
import PolicyService
import SPF
import Settings
import TestSupport
import Testing

@testable import Console

@Suite("Exempting a sender by the form", .serialized)
struct ExemptionFormTests {
  private static let fields = [
    ("domain", "corp.example.com"), ("network", "203.0.113.25/32"), ("until", "2027-01-29"),
    ("reason", "server replaced, sender told"),
  ]

  @Test("added by the form of its case, shown there and in the list, and ended there")
  func added() async throws {
    let console = try await PrivateWorld.replaced()
    let form = try await console.form(at: PrivateWorld.caseOfStory)
    let answer = try await console.post(
      "/exemptions", Self.fields + [("token", form.token), ("from", "case")], [form.cookie])
    #expect(answer.status == 303 && answer["Location"] == PrivateWorld.caseOfStory)
    #expect(
      try console.exemptions.list() == [
        TemporaryExemption(
          domain: name("corp.example.com"), network: IPNetwork(address("203.0.113.25")),
          reason: "server replaced, sender told", end: 1_801_267_199)
      ])
    let page = try await console.get(PrivateWorld.caseOfStory)
    #expect(page.body.contains("Exempt until 2027-01-29 23:59:59 UTC: server replaced, sender told"))
    let list = try await console.get("/exemptions", [form.cookie])
    #expect(list.body.contains("2027-01-29 23:59") && list.body.contains(form.token))

    let end = try await console.post(
      "/exemptions/remove", Self.fields.prefix(2) + [("token", form.token)], [form.cookie])
    #expect(end.status == 303 && end["Location"] == "/exemptions")
    #expect(try console.exemptions.list().isEmpty)
    #expect(try await console.get(PrivateWorld.caseOfStory).body.contains("Exempt until 2027") == false)
    #expect(try await console.get("/exemptions").body.contains("There are none."))
  }

  @Test("added on the page of exemptions, for a sender that nobody has seen")
  func addedInTheList() async throws {
    let console = try await PrivateWorld.replaced()
    let form = try await console.form(at: "/exemptions")
    let fields = Self.fields.filter { $0.0 != "domain" } + [("domain", "new.example"), ("token", form.token)]
    let answer = try await console.post("/exemptions", fields, [form.cookie])
    #expect(answer.status == 303 && answer["Location"] == "/exemptions")
    #expect(try console.exemptions.list().map(\.domain) == [name("new.example")])
    // The form of the page offers a day that may be given.
    let page = try await console.get("/exemptions")
    let day = try #require(page.body.firstMatch(of: #/name="until" value="([0-9-]+)"/#)).output.1
    #expect(day == "2027-01-29")
  }

  @Test("the same domain and network again: the later one counts")
  func replaced() async throws {
    let console = try await PrivateWorld.replaced()
    let form = try await console.form(at: PrivateWorld.caseOfStory)
    for day in ["2027-01-20", "2027-02-20"] {
      let fields = Self.fields.filter { $0.0 != "until" } + [("until", day), ("token", form.token)]
      #expect(try await console.post("/exemptions", fields, [form.cookie]).status == 303)
    }
    #expect(try console.exemptions.list().map(\.end) == [1_803_167_999])
  }

  @Test(
    "what did not come from a page that this browser was given changes nothing",
    arguments: ["/exemptions", "/exemptions/remove"])
  func forged(path: String) async throws {
    let console = try await PrivateWorld.replaced()
    let old = TemporaryExemption(
      domain: name("corp.example.com"), network: IPNetwork(address("203.0.113.25")), reason: "x",
      end: PrivateWorld.now + 3600)
    try console.exemptions.add(old, now: PrivateWorld.now)
    let mine = try await console.form(at: PrivateWorld.caseOfStory)
    let other = try await console.form(at: PrivateWorld.caseOfStory)
    #expect(mine.token != other.token && mine.token.count == 32)
    let attempts: [(String?, (String, String)?)] = [
      (nil, nil), (mine.token, nil), (nil, mine.cookie), ("", mine.cookie), (other.token, mine.cookie),
      (mine.token, other.cookie), ("0", ("Cookie", "form=0")), ("", ("Cookie", "form=")),
    ]
    for (token, cookie) in attempts {
      let answer = try await console.post(
        path, Self.fields + (token.map { [("token", $0)] } ?? []), cookie.map { [$0] } ?? [])
      #expect(answer.status == 403, "\(token ?? "none"), \(cookie?.1 ?? "none")")
    }
    let genuine = Self.fields + [("token", mine.token)]
    for field in [
      ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"),
      ("Origin", "https://attacker.example"), ("Origin", "null"),
    ] {
      #expect(try await console.post(path, genuine, [mine.cookie, field]).status == 403, "\(field)")
    }
    let types = ["text/plain", "multipart/form-data; boundary=x", "application/json", ""]
    for type in types {
      let answer = try await console.get(
        path, [("Content-Type", type), mine.cookie], method: .post, body: "token=\(mine.token)")
      #expect(answer.status == 415, "\(type)")
    }
    #expect(
      try await console.get("\(path)?token=\(mine.token)&domain=corp.example.com", [mine.cookie]).status
        != 303)
    #expect(try console.exemptions.list() == [old])
  }

  @Test(
    "a field that is none is marked in the form as it was filled in, and nothing is changed",
    arguments: [
      ("domain", ""), ("domain", "com"), ("domain", "a b"), ("domain", "*.example.com"),
      ("network", "203.0.113"), ("network", "203.0.113.25/33"), ("network", ""),
      ("network", "0.0.0.0/0"), ("network", "203.0.0.0/15"), ("network", "2001:db8::/31"),
      ("until", "2027-01-14"), ("until", "2028-06-01"), ("until", "tomorrow"), ("until", ""),
      ("reason", ""), ("reason", "a\nb"), ("reason", "a\u{202e}b"),
      ("reason", String(repeating: "x", count: 201)),
    ])
  func malformed(field: String, value: String) async throws {
    let console = try await PrivateWorld.replaced()
    let form = try await console.form(at: PrivateWorld.caseOfStory)
    let fields = Self.fields.filter { $0.0 != field } + [(field, value), ("token", form.token)]
    let answer = try await console.post("/exemptions", fields, [form.cookie])
    #expect(answer.status == 400)
    let marked = answer.body.matches(of: #/ name="([a-z]+)" value="[^"]*"[^>]* aria-invalid="true"/#).map(
      \.output.1)
    #expect(marked.map(String.init) == [field], "the field that is wrong is marked, and no other")
    for (name, kept) in Self.fields where name != field {
      #expect(answer.body.contains(" name=\"\(name)\" value=\"\(kept)\""), "\(name) is kept")
    }
    #expect(try console.exemptions.list().isEmpty)
  }

  @Test("a form that is too long is not read")
  func long() async throws {
    let console = try await PrivateWorld.replaced()
    let form = try await console.form(at: PrivateWorld.caseOfStory)
    let fields = Self.fields + [("token", form.token), ("x", String(repeating: "x", count: 9000))]
    #expect(try await console.post("/exemptions", fields, [form.cookie]).status == 413)
  }

  @Test("without a file there is no form, no page and no entry of the menu")
  func without() async throws {
    let console = try await PrivateWorld.replaced(hasExemptions: false)
    let page = try await console.get(PrivateWorld.caseOfStory)
    #expect(page.status == 200 && !page.body.contains("/exemptions") && page["Set-Cookie"] == nil)
    #expect(try await console.get("/exemptions").status == 404)
    #expect(try await console.post("/exemptions", Self.fields).status == 404)
  }
}
