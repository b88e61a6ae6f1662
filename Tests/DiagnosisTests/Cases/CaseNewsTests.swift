import Testing

@testable import Diagnosis

@Suite struct CaseNewsTests {
  private static let stale = Scene.stranger.zone("mx.sender.example A 203.0.113.77")

  @Test func aCaseIsNewsOnce() async {
    var news = CaseNews()
    let diagnosis = await Scene.stranger.diagnose()
    #expect(news.take(diagnosis).count == 1)
    #expect(news.take(diagnosis).isEmpty)
  }

  @Test func anotherVerdictIsNews() async {
    var news = CaseNews()
    _ = news.take(await Scene.stranger.diagnose())
    #expect(news.take(await Self.stale.diagnose()).map(\.verdict) == [.staleRecord])
  }

  @Test func oneMoreClientOfACaseIsNone() async {
    let twice = Self.stale.zone("mx.sender.example A 203.0.113.78")
    var news = CaseNews()
    #expect(news.take(await twice.log(Scene.event()).diagnose()).count == 1)
    let both = await twice.log(Scene.event(), Scene.event(from: "203.0.113.78")).diagnose()
    #expect(both.cases.map(\.clients.count) == [2])
    #expect(news.take(both).isEmpty)
  }
}
