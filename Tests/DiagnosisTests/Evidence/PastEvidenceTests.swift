import Testing

@testable import Diagnosis

@Suite struct PastEvidenceTests {
  private static let day: Int64 = 86_400

  private func detail(_ code: EvidenceCode, _ change: (inout Past) -> Void) async -> String? {
    var scene = Scene.stranger
    var past = RememberedPast()
    change(&past.value)
    scene.past = past
    return await scene.diagnose().cases.flatMap(\.evidence).first { $0.evidence.code == code }?.evidence
      .detail
  }

  /// The noon of the log is that of 2026-01-01.
  @Test func changeOfTheRecordIsToldWithItsDate() async {
    let detail = await detail(.usedToPass) {
      $0.passes = (Scene.noon - 40 * Self.day)...(Scene.noon - 3 * Self.day)
      $0.recordsSeen = [Scene.noon - 90 * Self.day, Scene.noon - 50 * Self.day, Scene.noon - 2 * Self.day]
    }
    #expect(
      detail == "203.0.113.77 passed from 2025-11-22 to 2025-12-29; the record changed on 2025-12-30.")
  }

  @Test func passThatEndedWithoutAChangeIsToldSo() async {
    let detail = await detail(.usedToPass) {
      $0.passes = (Scene.noon - 40 * Self.day)...(Scene.noon - 3 * Self.day)
      $0.recordsSeen = [Scene.noon - 90 * Self.day]
    }
    #expect(
      detail == "203.0.113.77 passed from 2025-11-22 to 2025-12-29; no change of the record was seen.")
  }

  /// A stranger of whom nothing else is known is taken for the sender's own once he is remembered to have passed.
  @Test func pastDecidesWhereNothingElseDoes() async {
    var scene = Scene.stranger
    #expect(await scene.diagnose().cases.map(\.verdict.rawValue) != ["stale-record"])
    var past = RememberedPast()
    past.value.passes = (Scene.noon - 40 * Self.day)...(Scene.noon - 3 * Self.day)
    past.value.clientSeen = Scene.noon - 40 * Self.day
    scene.past = past
    #expect(await scene.diagnose().cases.map(\.verdict.rawValue) == ["stale-record"])
  }
}
