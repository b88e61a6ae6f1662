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
    let html = DiagnosisPage(await Scene.stranger.diagnose()).html
    #expect(html.contains("1 message, 1 recipient, "))
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
    let html = DiagnosisPage(await Self.scene.diagnose()).html
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
    let html = DiagnosisPage(diagnosis).html
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
