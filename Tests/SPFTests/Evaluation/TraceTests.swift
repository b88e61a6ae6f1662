import SPF
import TestSupport
import Testing

@Suite struct TraceTests {
  @Test func isATreeOfTerms() throws {
    let resolver = TableResolver(
      "example.com TXT v=spf1 mx include:inc.example.com x=y -all redirect=z.example.com exp=why.example.com",
      "example.com MX host.example.com", "host.example.com A 192.0.2.7",
      "inc.example.com TXT v=spf1 a:gone.example.com ?all",
      "why.example.com TXT because")
    let outcome = check("a@example.com", from: "203.0.113.1", resolver)
    let trace = try #require(outcome.trace)
    #expect(trace.domain == name("example.com"))
    #expect(trace.result == .fail)
    #expect(trace.terms.map(\.verdict) == [.noMatch, .noMatch, .ignored, .match, .ignored, .match])
    #expect(trace.terms.map(\.lookupNumber) == [1, 2, nil, nil, nil, nil])
    #expect(
      trace.terms[0].lookups.map(\.question) == [
        DNSQuestion(name("example.com"), .mx), DNSQuestion(name("host.example.com"), .a),
      ])
    let nested = try #require(trace.terms[1].nested)
    #expect(nested.result == .neutral)
    #expect(nested.terms[0].lookups[0].isVoid)
    #expect(nested.terms[0].targetName == name("gone.example.com"))
    #expect(nested.terms[0].lookupNumber == 3)
    #expect(trace.explanationLookup?.question == DNSQuestion(name("why.example.com"), .txt))
  }

  @Test(arguments: [
    ("why.example.com TXT because", TermTrace.Verdict.match, "looked up for the explanation"),
    ("why.example.com TXT tab\there", .noMatch, "the text is no well-formed explanation"),
    ("why.example.com A 192.0.2.1", .noMatch, "there is no text to explain with"),
    ("why.example.com TXT !timeout", .noMatch, "there is no text to explain with"),
  ])
  func tellsWhatBecameOfTheExplanation(line: String, verdict: TermTrace.Verdict, reason: String) throws {
    let resolver = TableResolver("example.com TXT v=spf1 -all exp=why.example.com", line)
    let term = try #require(check("x@example.com", from: "203.0.113.1", resolver).trace?.terms.last)
    #expect(term.verdict == verdict)
    #expect(term.reason == reason)
  }

  @Test func tellsOfSeveralExplanations() throws {
    let resolver = TableResolver(
      "example.com TXT v=spf1 -all exp=why.example.com", "why.example.com TXT one", "why.example.com TXT two")
    let outcome = check("x@example.com", from: "203.0.113.1", resolver)
    #expect(outcome.explanation == nil)
    #expect(outcome.trace?.terms.last?.verdict == .noMatch)
  }

  @Test func marksWhatWasNotReached() throws {
    let resolver = TableResolver("example.com TXT v=spf1 ip4:192.0.2.1 a mx -all")
    let trace = try #require(check("a@example.com", from: "192.0.2.1", resolver).trace)
    #expect(trace.terms.map(\.verdict) == [.match, .notReached, .notReached, .notReached])
  }

  @Test func attachesARedirect() throws {
    let resolver = TableResolver(
      "example.com TXT v=spf1 redirect=b.example.com", "b.example.com TXT v=spf1 -all")
    let trace = try #require(check("a@example.com", from: "192.0.2.1", resolver).trace)
    #expect(trace.terms[0].verdict == .match)
    #expect(trace.terms[0].nested?.result == .fail)
    #expect(trace.result == .fail)
  }

  @Test func showsWhereAnErrorArose() throws {
    let resolver = TableResolver(
      "example.com TXT v=spf1 include:b.example.com -all", "b.example.com TXT v=spf1 include:c.example.com")
    let outcome = check("a@example.com", from: "192.0.2.1", resolver)
    let trace = try #require(outcome.trace)
    #expect(trace.terms[0].verdict == .error)
    #expect(trace.terms[0].nested?.terms[0].verdict == .error)
    #expect(trace.terms[0].nested?.terms[0].nested?.result == SPFResult.none)
    #expect(outcome.problem?.domain == name("b.example.com"))
    #expect(outcome.problem?.term == "include:c.example.com")
  }

  @Test func coversAMalformedDomain() throws {
    let outcome = check("a@localhost", from: "192.0.2.1", TableResolver())
    #expect(outcome.trace?.result == SPFResult.none)
  }
}
