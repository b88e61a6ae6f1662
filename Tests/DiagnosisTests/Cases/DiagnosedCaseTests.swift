import MailLog
import Reporting
import SPF
import TestSupport
import Testing

@testable import Diagnosis

@Suite struct DiagnosedCaseTests {
  /// A wave in the name of a domain, from the same label under another suffix, after its record was hardened.
  private static func wave(_ gap: Int64) -> Scene {
    var scene = Scene.stranger.without("77.113", "host.other").zone(
      "77.113.0.203.in-addr.arpa PTR mail.sender.jp", "mail.sender.jp A 203.0.113.77")
    scene.events = ["b", "c", "d", "e"].enumerated().map { index, local in
      Scene.event(
        index == 0 ? .softfail : .fail, helo: "mail.sender.jp", sender: "noreply@sender.example",
        to: "\(local)@receiver.example", after: Int64(index) * gap)
    }
    return scene
  }

  @Test func noDraftRestsOnALikenessOfNamesInAWave() async throws {
    let diagnosis = await Self.wave(10).diagnose()
    #expect(diagnosis.cases.map(\.verdict) == [.staleRecord])
    #expect(diagnosis.cases[0].restsOnLikeness)
    #expect(
      Notice.drafts(for: diagnosis, options: NoticeOptions(from: "a@receiver.example", agent: "t/1", now: 0))
        .isEmpty)
  }

  @Test func whatIsHeldBackIsToldFromWhatIsRefused() async throws {
    var scene = Scene.stranger
    var held = Scene.event(disposition: .accepted)
    held.isHeld = true
    scene.events = [
      held, Scene.event(after: 100), Scene.event(after: 200), Scene.event(after: 300, disposition: .deferred),
    ]
    let item = try #require(await scene.diagnose().cases.first)
    #expect(item.messages == 4 && item.refused == 3 && item.deferred == 1 && item.held == 1)
    #expect(
      CaseText(item, style: .plain).full(number: 1).contains(
        "4 messages (2 refused, 1 refused for now, 1 held back), "))
    scene.events = [Scene.event(), Scene.event(after: 100)]
    let refused = try #require(await scene.diagnose().cases.first)
    #expect(CaseText(refused, style: .plain).full(number: 1).contains("2 messages, "))
  }

  @Test func overDaysItMay() async throws {
    let diagnosis = await Self.wave(100_000).diagnose()
    #expect(diagnosis.cases.map(\.verdict) == [.staleRecord])
    #expect(!diagnosis.cases[0].restsOnLikeness)
    #expect(
      Notice.drafts(for: diagnosis, options: NoticeOptions(from: "a@receiver.example", agent: "t/1", now: 0))
        .count == 1)
  }
}
