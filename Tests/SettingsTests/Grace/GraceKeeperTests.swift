import Foundation
import SPF
import Testing

@testable import PolicyService
@testable import Settings

@Suite("Keeping what grace has found", .timeLimit(.minutes(5)))
struct GraceKeeperTests {
  private struct Judge: GraceJudge {
    func probabilityOfStaleRecord(_ question: GraceQuestion) async -> Double? { 0.96 }
  }

  private final class Sink: LogSink {
    func write(_ line: LogLine) {}
  }

  private static func desk() -> GraceDesk { GraceDesk(judge: Judge(), now: { 5_000_000 }) }

  private static func keeper(_ path: String, _ desk: GraceDesk) -> GraceKeeper {
    GraceKeeper(
      path: path, desk: desk,
      log: DecisionLog(configuration: PolicyConfiguration(hostName: "mx.example.org"), sink: Sink()))
  }

  private static func path() -> String {
    FileManager.default.temporaryDirectory.appending(path: "grace-\(UInt64.random(in: 0 ... .max))").path()
  }

  @Test(
    "what one service found the next one knows; a file of others is replaced only when there is something")
  func restart() async throws {
    let path = Self.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "something else\n".write(toFile: path, atomically: true, encoding: .utf8)
    let desk = Self.desk()
    let keeper = Self.keeper(path, desk)
    await keeper.load()
    await keeper.save()
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "something else\n")
    let question = GraceQuestion(
      domain: try #require(DomainName("corp.example.com")), scope: .mailFrom, result: .fail,
      client: try #require(IPAddress("192.0.2.25")))
    let judging = Task { await desk.run() }
    await desk.look(into: question, within: .seconds(300))
    judging.cancel()
    await keeper.save()
    let next = Self.desk()
    await Self.keeper(path, next).load()
    #expect(next.findings.list == desk.findings.list)
    #expect(next.opinion(on: question, GraceRules(), now: 5000) == .stale(probability: 96))
  }

  @Test("a file that is not there, and one that cannot be written, trouble nobody")
  func absent() async throws {
    let desk = Self.desk()
    let keeper = Self.keeper("/nonexistent/grace", desk)
    await keeper.load()
    let judging = Task { await desk.run() }
    let question = GraceQuestion(
      domain: try #require(DomainName("corp.example.com")), scope: .mailFrom, result: .fail,
      client: try #require(IPAddress("192.0.2.25")))
    await desk.look(into: question, within: .seconds(300))
    judging.cancel()
    await keeper.save()
    #expect(desk.findings.list.count == 1)
  }
}
