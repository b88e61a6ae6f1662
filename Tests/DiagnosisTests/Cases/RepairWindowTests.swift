import Foundation
import MailLog
import SPF
import TestSupport
import Testing

@testable import Diagnosis

@Suite struct RepairWindowTests {
  private static let repaired = Scene.stranger.without("sender.example TXT")
    .zone("sender.example TXT v=spf1 ip4:203.0.113.77 -all")
    .log(Scene.event(), Scene.event(after: 3600))
  private static let day: Int64 = 86_400

  private static func window(_ scene: Scene, now: Int64? = Scene.noon + day) async throws -> RepairWindow? {
    var options = Diagnosis.Options()
    options.now = now
    return try #require(await scene.diagnose(options).cases.first).repairedBetween
  }

  @Test func beginsAtTheLastFailureAndEndsNow() async throws {
    let window = try #require(try await Self.window(Self.repaired))
    #expect(window.notBefore.seconds == Scene.noon + 3600)
    #expect(window.notAfter.seconds == Scene.noon + Self.day)
  }

  @Test func endsAtTheFirstPassInTheLog() async throws {
    let scene = Self.repaired.log(
      Scene.event(.pass, after: 10), Scene.event(after: 3600),
      Scene.event(.pass, after: 7200), Scene.event(.pass, after: 9000))
    #expect(try await Self.window(scene)?.notAfter.seconds == Scene.noon + 7200)
  }

  @Test func isNoneIfTheMailWouldNotPass() async throws {
    #expect(try await Self.window(.stranger) == nil)
  }

  @Test func isNoneIfTheTimesContradict() async throws {
    #expect(try await Self.window(Self.repaired, now: Scene.noon) == nil)
  }

  @Test(arguments: [(300, 0), (74_948, 11_452), (1234, 566), (59, 1), (86_400, 0), (604_799, 0)])
  func whatIsLeftOfARoundTTLTellsItsAge(left: UInt32, age: Int64) {
    #expect(RepairWindow.leastAge(ttlLeft: left) == age)
  }

  @Test func isToldInWordsAndInJSON() async throws {
    var options = Diagnosis.Options()
    options.now = Scene.noon + Self.day
    let item = try #require(await Self.repaired.diagnose(options).cases.first)
    let sentence =
      "not before 2026-01-01 13:00:00Z, the last check that failed, and not after 2026-01-02 12:00:00Z"
    #expect(item.remedy.advice.contains(sentence))
    let data = try JSONEncoder().encode(CaseDocument(item))
    let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let window = try #require(object["repairedBetween"] as? [String: String])
    #expect(window == ["notBefore": "2026-01-01T13:00:00Z", "notAfter": "2026-01-02T12:00:00Z"])
  }
}
