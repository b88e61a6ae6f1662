import Foundation
import MailLog
import Reporting
import SPF
import TestSupport
import Testing

@testable import Diagnosis

@Suite struct ReportTests {
  private static let hostile = "x\u{1b}[2J<script>alert('1')</script>\"&\u{202e}\r\n.example"

  private static let scene = Scene.stranger.log(
    Scene.event(
      helo: hostile, sender: "<img src=x>\u{1b}]0;t\u{7}@sender.example", to: "\u{1b}[31mbob@receiver.example"
    ),
    Scene.event(.permerror, helo: hostile, sender: "a@third.example")
  ).each {
    $0.clientName = hostile
    $0.reason = hostile
    $0.service = hostile
  }

  @Test func foreignTextIsMadeSafeForATerminal() async {
    let diagnosis = await Self.scene.diagnose()
    let text = DiagnosisText(diagnosis, survey: LogSurvey()).full
    #expect(!text.isEmpty)
    for scalar in text.unicodeScalars where scalar != "\n" {
      #expect(![.control, .format].contains(scalar.properties.generalCategory))
    }
  }

  @Test func aPageCountsOneAsOne() async {
    let html = DiagnosisPage(await Scene.stranger.diagnose(), survey: LogSurvey(), logs: []).html
    #expect(html.contains("1 message, 1 recipient, "))
  }

  @Test func aPageSaysOfWhichLogItIs() async throws {
    let scene = Scene.stranger.log(Scene.event(), Scene.event(.permerror, sender: "a@third.example"))
    var survey = LogSurvey()
    survey.lines = 7
    survey.unparsed = 1
    survey.first = LogTime(seconds: Scene.noon, hasZone: true)
    survey.last = LogTime(seconds: Scene.noon + 60, hasZone: true)
    let diagnosis = await scene.each { $0.clientName = "host.other.example" }.diagnose()
    let html = DiagnosisPage(diagnosis, survey: survey, logs: ["mail.log.1", "mail.log"]).html
    #expect(html.contains("mail.log.1, mail.log"))
    #expect(html.contains("2026-01-01 12:00:00Z – 2026-01-01 12:01:00Z"))
    #expect(html.contains("<dd>receiver.example</dd>"))
    #expect(html.contains("1 line speaks of SPF and was not understood."))
    #expect(html.contains("203.0.113.77 (host.other.example)"))
    for (verdict, cases) in Dictionary(grouping: diagnosis.cases, by: \.verdict) {
      let messages = cases.reduce(0) { $0 + $1.messages }
      #expect(html.contains("<td>\(verdict.rawValue)</td><td>\(cases.count)</td><td>\(messages)</td>"))
    }
  }

  @Test func whatWasListedIsNotOfferedAgain() async {
    let diagnosis = await Scene.stranger.diagnose()
    var survey = LogSurvey()
    survey.unparsed = 1
    let text = DiagnosisText(diagnosis, survey: survey).full
    #expect(text.contains("1 line speaks of SPF and was not understood. See it with --unparsed.\n"))
    survey.unparsed = 2
    let listed = DiagnosisText(diagnosis, survey: survey, isUnparsedListed: true).full
    #expect(listed.contains("2 lines speak of SPF and were not understood.\n"))
  }

  @Test(arguments: FixtureCase.all)
  func theFirstEvidenceSpeaksForTheVerdictItself(item: FixtureCase) async throws {
    for found in try await item.diagnose().cases where found.verdict != .unknown {
      let first = try #require(found.evidenceToRead.first)
      #expect((first.weights[found.ranking[0].cause] ?? 0) > 0, "\(first)")
      #expect(found.evidenceToRead.count == found.evidence.count)
    }
  }

  /// Words of English are left only in what somebody else's program or record says.
  @Test(arguments: FixtureCase.all)
  func theJapanesePageIsJapanese(item: FixtureCase) async throws {
    let quoting: Set<EvidenceCode> = [.recordBroken, .dnsFailsNow, .resultPermerror]
    for evidence in try await item.diagnose().cases.flatMap(\.evidence).map(\.evidence) {
      let text = JapaneseEvidence.text(evidence)
      #expect(text.hasPrefix(EvidenceTitles.japanese(evidence.code)))
      guard !quoting.contains(evidence.code) else { continue }
      let words = text.split { !$0.isASCII || $0 == " " }
      #expect(
        !words.contains { ["the", "is", "of", "has", "not", "from", "client"].contains($0) }, "\(text)")
    }
  }

  @Test func factsStandInBothLanguages() {
    func text(_ code: EvidenceCode, _ detail: String) -> String {
      JapaneseEvidence.text(Evidence(code, detail))
    }
    #expect(
      text(.clientNameConfirmed, "203.0.113.77 is host.other.example, confirmed in both directions.")
        .hasSuffix(": 203.0.113.77、host.other.example"))
    #expect(
      text(.resultNotAuthorised, "The record of a.example was evaluated: fail 2, softfail 1.")
        .hasSuffix(": a.example、fail 2 回、softfail 1 回"))
    #expect(text(.burst, "12 messages to 5 recipients came in one wave.").hasSuffix(": 12 通、5 受信者"))
    #expect(text(.heloBareWord, "HELO is the single word win7.").hasSuffix(": win7"))
    #expect(text(.recordBroken, "Evaluated now it is permerror: no a: b.").hasSuffix(": no a: b"))
    #expect(text(.oneRecipientOverDays, "All of it was for one recipient.") == "すべて同じ受信者宛です")
  }

  @Test func anEmptyLogIsCalledEmpty() async {
    var scene = Self.scene
    scene.events = []
    let diagnosis = await scene.diagnose()
    #expect(DiagnosisText(diagnosis, survey: LogSurvey()).full == "The log is empty.\n")
    var survey = LogSurvey()
    survey.lines = 1
    #expect(DiagnosisText(diagnosis, survey: survey).full.contains("stopped nothing"))
  }

  @Test func foreignTextIsMadeSafeForAPage() async {
    let html = DiagnosisPage(await Self.scene.diagnose(), survey: LogSurvey(), logs: [Self.hostile]).html
    #expect(!html.contains("<script"))
    #expect(!html.contains("<img"))
    #expect(!html.unicodeScalars.contains { $0 == "\u{1b}" || $0 == "\u{202e}" || $0 == "\r" })
    #expect(html.contains("Content-Security-Policy"))
    #expect(!html.contains("http://") && !html.contains("https://"))
  }

  @Test func thePageHoldsEveryCaseWithItsPicture() async {
    let scene = Scene.stranger.log(
      Scene.event(), Scene.event(after: 7200), Scene.event(sender: "a@third.example"))
    let diagnosis = await scene.diagnose()
    let html = DiagnosisPage(diagnosis, survey: LogSurvey(), logs: []).html
    #expect(html.components(separatedBy: "<article>").count - 1 == diagnosis.cases.count)
    #expect(html.components(separatedBy: "<svg").count - 1 == diagnosis.cases.count)
    #expect(html.contains("日本語"))
  }

  @Test func oneObjectALineHoldsEveryKey() async throws {
    let item = try #require(await Scene.stranger.diagnose().cases.first)
    let line = try JSONText.encode(CaseDocument(item), isPretty: false)
    #expect(!line.contains("\n"))
    let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    for key in [
      "verdict", "confidence", "domains", "clients", "identity", "messages", "recipients", "firstSeen",
      "lastSeen",
      "evidence", "wouldPassNow", "remedy",
    ] { #expect(object.keys.contains(key)) }
    #expect(object["firstSeen"] as? String == "2026-01-01T12:00:00Z")
    #expect(object["wouldPassNow"] as? Bool == false)
  }

  @Test func theGapIsMarked() async throws {
    let item = try #require(await Scene.stranger.diagnose().cases.first)
    #expect(
      item.record?.lines == [
        "v=spf1 ip4:198.51.100.10 -all",
        "                         ^~~~ no term before this covers 203.0.113.77",
      ])
  }

  @Test(arguments: [
    (0, "1970-01-01 00:00:00"), (951_782_400, "2000-02-29 00:00:00"), (1_767_225_599, "2025-12-31 23:59:59"),
    (-1, "1969-12-31 23:59:59"), (4_102_444_800, "2100-01-01 00:00:00"),
  ])
  func timesAreWritten(seconds: Int64, expected: String) {
    #expect(TimeText.full(LogTime(seconds: seconds, hasZone: false)) == expected)
  }
}
