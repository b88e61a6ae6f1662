import Testing

@testable import PolicyService

@Suite("Both forms of the log")
struct SplitDestinationTests {
  private final class Kept: LogDestination {
    let sink = RecordingSink()

    func deliver(_ lines: [LogLine]) {
      for line in lines { sink.write(line) }
    }
  }

  @Test("words go one way and JSON the other, in order")
  func split() {
    let words = Kept()
    let json = Kept()
    SplitDestination(words: words, json: json).deliver([
      LogLine(.info, Array("a".utf8)), LogLine(.info, Array("{1}".utf8), style: .json),
      LogLine(.info, Array("b".utf8)), LogLine(.info, Array("{2}".utf8), style: .json),
    ])
    #expect(words.sink.lines == ["a", "b"])
    #expect(json.sink.lines == ["{1}", "{2}"])
  }

  @Test(
    "a decision and an event are written in the forms wanted", arguments: LoggingConfiguration.Form.allCases)
  func forms(form: LoggingConfiguration.Form) async throws {
    let log = RecordingSink()
    _ = try await Requests.reply(to: ["client_address": "203.0.113.1"], log: log) { $0.logging.form = form }
    var configuration = PolicyConfiguration(hostName: "mx.example.org")
    configuration.logging.form = form
    DecisionLog(configuration: configuration, sink: log).event(.warning, "attention")
    let json = log.lines.filter { $0.hasPrefix("{") }
    let words = log.lines.filter { !$0.hasPrefix("{") }
    #expect(json.count == (form == .json || form == .both ? 2 : 0))
    #expect(words.count == (form == .json ? 0 : 2))
    #expect(words.allSatisfy { $0.hasPrefix("550 5.7.23 ") || $0 == "attention" })
  }
}
