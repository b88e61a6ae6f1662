import Foundation
import MailLog
import SPF
import Testing

/// Real lines of many programs, with names and addresses replaced.
@Suite struct LogLineTests {
  struct Line: Codable, Sendable, CustomTestStringConvertible {
    let kind: String
    let text: String
    var testDescription: String { String(text.prefix(100)) }
  }

  /// A row of the table of outcomes.
  struct Outcome: Sendable, CustomTestStringConvertible {
    let number: Int
    let fields: [String]
    var testDescription: String { "\(number) \(fields)" }
    var line: Line { lines[number - 1] }
  }

  static let outcomes: [Outcome] = LogLineOutcomes.table.split(separator: "\n").compactMap { row in
    let fields = row.split(separator: " ").map(String.init)
    return Int(fields[0]).map { Outcome(number: $0, fields: Array(fields.dropFirst())) }
  }

  static let lines: [Line] = {
    guard let text = try? String(contentsOf: Fixture.url("loglines.jsonl"), encoding: .utf8) else {
      return []
    }
    return text.split(separator: "\n").compactMap {
      try? JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
  }()

  /// Beginnings or parts of lines that state no outcome, each with the reason.
  static let exceptions: [(String, String)] = [
    ("Ihre Nachricht konnte nicht zugestellt werden", "names no method"),
    ("'^...................  postfix", "a pattern to search for"),
    ("postfix/postscreen[4742]: CONNECT", "a connection"),
    ("Read line: \"sasl_username=\"", "a request attribute at a debug level"),
    ("An SPF enabled mail server rejected message from %s", "a template without its values"),
    ("handler sender_policy_framework: is decisive.", "tells which handler, not what it found"),
    ("SPF skipped - localhost is always allowed.", "an exemption: nothing was checked"),
    ("450 4.7.25 Client host rejected", "another reason than SPF"),
    ("SA dbg: spf: checking EnvelopeFrom", "before the check"),
    ("^\\w{3} [ :0-9]{11}", "a pattern to search for"),
    ("DMARC_POLICY_QUARANTINE(1.50)", "a result of DMARC; that of SPF is only said not to be valid"),
    ("[SPF] $sender_host_address is not allowed", "a template without its values"),
    ("550-5.7.26 This message does not have authentication information", "names no method"),
    ("policyd-spf[169802]: not peruser", "a configuration message at a debug level"),
    ("5.7.1 Command rejected; from=", "names no method, and the policy service's line is not there"),
    ("failregex = ", "a pattern to search for"),
    ("/^ prepend Authentication-Results", "a pattern to search for"),
    ("http://www.openspf.net/Why?s={0};", "a template without its values"),
    ("SPF skipped for PTR whitelisted relay domain", "an exemption: nothing was checked"),
  ]

  @Test func areThere() {
    #expect(Self.lines.count == 102)
  }

  /// Every line is in the table of outcomes, or it is an exception.
  @Test func everyLineIsJudged() {
    let judged = Set(Self.outcomes.map(\.number))
    #expect(judged.count == Self.outcomes.count)
    for (index, line) in Self.lines.enumerated() {
      // A refusal without any words, or an exception.
      let isException =
        line.text == "defer_if_permit 4.7.24" || Self.exceptions.contains { line.text.contains($0.0) }
      #expect(judged.contains(index + 1) != isException, "\(index + 1): \(line.text)")
    }
  }

  @Test(arguments: outcomes) func saysWhatTheLineSays(_ outcome: Outcome) throws {
    let events = Fixture.read(outcome.line.text).events
    #expect(events.count == 1)
    let event = try #require(events.first)
    let sender: String =
      switch event.sender {
      case ""?: "<>"
      case let sender?: sender
      case nil: event.domain.map { "@\($0)" } ?? "-"
      }
    #expect(
      [
        event.result?.rawValue ?? "-", event.identity?.rawValue ?? "-", event.client?.description ?? "-",
        sender,
      ]
        == outcome.fields, "\(outcome.line.text)")
  }

  @Test(arguments: lines) func everyExceptionIsNeeded(_ line: Line) {
    guard Self.exceptions.contains(where: { line.text.contains($0.0) }), !line.text.contains("postfix:25")
    else { return }
    #expect(Fixture.read(line.text).events.isEmpty)
  }

  /// All in one file: none is taken for a part of another.
  @Test func oneAfterTheOther() {
    let single = Self.lines.reduce(0) { $0 + Fixture.read($1.text).events.count }
    let all = Fixture.read(Self.lines.map(\.text).joined(separator: "\n\n")).events
    // Lines of one message, by their client and sender, are one event.
    #expect(all.count <= single)
    #expect(all.count > single * 9 / 10)
  }
}
