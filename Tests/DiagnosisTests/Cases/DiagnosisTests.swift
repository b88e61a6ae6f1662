import MailLog
import SPF
import TestSupport
import Testing

@testable import Diagnosis

@Suite struct DiagnosisTests {
  @Test func dnsThatNeverAnswersEndsWithAReport() async {
    var collector = IncidentCollector()
    for number in 0..<200 { collector.add(Scene.event(sender: "a@d\(number).example")) }
    var options = Diagnosis.Options()
    options.time = .milliseconds(300)
    let clock = LeapingClock()
    let diagnosis = await Diagnosis.make(
      collector, survey: LogSurvey(), resolver: SilentResolver(), options: options, clock: clock)
    #expect(clock.elapsed <= options.time)
    #expect(diagnosis.isCut)
    #expect(diagnosis.cases.reduce(0) { $0 + $1.messages } == 200)
    #expect(!diagnosis.cases.contains { $0.verdict == .forged })
  }

  @Test func eachQuestionIsAskedOnce() async {
    let resolver = RemoteResolver(table: TableResolver(lines: Scene.stranger.zone))
    var collector = IncidentCollector()
    for number in 0..<50 {
      collector.add(Scene.event(after: Int64(number)))
      collector.add(Scene.event(from: "203.0.113.\(number)", after: Int64(number)))
    }
    _ = await Diagnosis.make(collector, survey: LogSurvey(), resolver: resolver)
    let questions = resolver.table.questions
    #expect(Set(questions).count == questions.count)
  }

  @Test func aMillionClientsAreBounded() async {
    var collector = IncidentCollector()
    for number in 0..<60_000 {
      var event = Scene.event(sender: "a@sender.example")
      event.client = IPAddress(ipv4: 0x0b00_0000 + UInt32(number))
      collector.add(event)
    }
    #expect(collector.incidents.count == IncidentCollector.mostIncidents)
    #expect(collector.overflow == 60_000 - IncidentCollector.mostIncidents)
    #expect(collector.events == 60_000)
  }

  @Test func theMostCostlyComesFirstAndForgeriesLast() async {
    let scene = Scene.stranger.without("77.113", "host.other")
      .zone(
        "new.sender.example A 192.0.2.77", "77.2.0.192.in-addr.arpa PTR new.sender.example",
        "third.example TXT v=spf1 -all", "mx.third.example A 198.51.100.3"
      )
      .log(
        Scene.event(helo: "mx.third.example", sender: "a@third.example"),
        Scene.event(helo: "mx.third.example", sender: "b@third.example", after: 9),
        Scene.event(from: "192.0.2.77", helo: "new.sender.example"))
    #expect(await scene.diagnose().cases.map(\.verdict) == [.staleRecord, .forged])
  }

  @Test func bothIdentitiesOfOneMessageCountOnce() async {
    let scene = Scene.stranger.log(
      Scene.event(helo: "sender.example", scope: .helo), Scene.event(helo: "sender.example"))
    #expect(await scene.diagnose().cases.map(\.messages) == [1])
  }

  @Test func whatTheLogDoesNotTellIsCounted() {
    var collector = IncidentCollector()
    var event = Scene.event()
    event.client = nil
    collector.add(event)
    #expect(collector.incomplete == 1)
    #expect(collector.incidents.isEmpty)
  }

  @Test func moreClientsThanAreKeptAreCounted() async {
    var collector = IncidentCollector(limit: 100)
    for number in 0..<1_000 {
      collector.add(Scene.event(from: "203.0.113.\(number % 250)", sender: "a@d\(number).example"))
    }
    // What is known already goes on being told.
    collector.add(Scene.event(from: "203.0.113.7", sender: "b@d7.example", after: 60))
    #expect(collector.events == 1_001)
    #expect(collector.incidents.count == 100)
    #expect(collector.overflow == 900)
    #expect(collector.incidents.values.map(\.messages).reduce(0, +) == 101)
    let diagnosis = await Diagnosis.make(
      collector, survey: LogSurvey(), resolver: TableResolver(lines: Scene.stranger.zone))
    #expect(diagnosis.overflow == 900)
    #expect(diagnosis.incomplete == 0)
    let text = DiagnosisText(diagnosis, survey: LogSurvey()).full
    #expect(
      text.contains("900 refusals, of more domains and clients than are kept apart, were only counted."))
  }

  @Test func passesAreNoIncidents() async {
    #expect(await Scene.stranger.log(Scene.event(.pass)).diagnose().cases.isEmpty)
  }

  @Test func theReceiversDomainsAreInferred() {
    var survey = LogSurvey()
    survey.recipientDomains = ["receiver.example": 90, "lists.receiver.example": 30, "elsewhere.example": 1]
    #expect(
      ReceiverFacts.inferredDomains(survey) == [name("receiver.example"), name("lists.receiver.example")])
  }

  @Test func undecidedCasesSayWhatWouldSettleThem() async {
    let diagnosis = await Scene.stranger.diagnose()
    #expect(diagnosis.cases.map(\.verdict) == [.unknown])
    #expect(diagnosis.cases[0].remedy.wanted != nil)
  }
}

/// Has nothing at hand: each answer must be asked for, as over a network.
private struct RemoteResolver: Resolver {
  let table: TableResolver

  func answer(to question: DNSQuestion) async -> DNSAnswer { await table.answer(to: question) }
}
