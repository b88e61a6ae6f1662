import PolicyService
import SPF
import Testing

@Suite("Monitoring")
struct MonitorTests {
  /// A configuration and a request, for each action there is.
  static let cases:
    [(
      name: String, change: @Sendable (inout PolicyConfiguration) -> Void,
      request: KeyValuePairs<String, String?>
    )] = [
      ("fail", { _ in }, [:]), ("fail of HELO", { _ in }, ["helo_name": "nothing.example.net"]),
      ("fail, plain", { $0.reply.hasEnhancedCodes = false }, ["queue_id": "4XABCD"]),
      ("softfail", { $0.mailFrom = .softfail }, ["sender": "a@soft.example.com"]),
      ("neutral", { $0.mailFrom = .notPass }, ["sender": "a@neutral.example.com"]),
      ("the words of the owner", { _ in }, ["sender": "a@explained.example.com"]),
      (
        "strict domain", { $0.strictDomains = [DomainName("soft.example.com")].compactMap(\.self) },
        ["sender": "a@soft.example.com"]
      ),
      ("permerror", { $0.errors.rejectsPermanentErrors = true }, ["sender": "a@broken.example.com"]),
      ("temperror", { $0.errors.temporaryErrors = .defer }, ["sender": "a@down.example.com"]),
      (
        "temperror, if-permit", { $0.errors.temporaryErrors = .deferIfPermit },
        ["sender": "a@down.example.com"]
      ),
      (
        "temperror, plain",
        {
          $0.errors.temporaryErrors = .defer
          $0.reply.hasEnhancedCodes = false
        }, ["sender": "a@down.example.com"]
      ),
      (
        "pass action", { $0.passActions.mailFrom = "reject_unlisted_sender" }, ["client_address": "192.0.2.7"]
      ),
    ]

  @Test("what is not answered is logged, action and text as they would have been", arguments: cases.indices)
  func withheld(index: Int) async throws {
    let one = Self.cases[index]
    let answer = try await Requests.reply(to: one.request, change: one.change)
    let log = RecordingSink()
    let reply = try await Requests.reply(to: one.request, log: log) {
      one.change(&$0)
      $0.isMonitoring = true
    }
    #expect(reply.hasPrefix("action=prepend Received-SPF: "), "\(one.name): \(reply)")
    let queueID = one.request.first { $0.key == "queue_id" }?.value.map { "\($0): " } ?? ""
    let action = answer.dropFirst("action=".count).dropLast(2)
    #expect(log.lines.first == "\(queueID)Monitoring only, not answered: \(action)", "\(one.name)")
    #expect(log.lines.count == 2)
  }

  static let accepted: [KeyValuePairs<String, String?>] = [
    ["client_address": "192.0.2.7"], ["sender": "a@soft.example.com"], ["sender": "a@broken.example.com"],
    ["client_address": "127.0.0.1"], ["client_address": "x"], ["client_address": nil],
    ["sasl_username": "alice"],
  ]

  @Test("what is not refused is answered and logged as ever", arguments: accepted.indices)
  func alike(index: Int) async throws {
    let (log, monitored) = (RecordingSink(), RecordingSink())
    let answer = try await Requests.reply(to: Self.accepted[index], log: log)
    let reply = try await Requests.reply(to: Self.accepted[index], log: monitored) { $0.isMonitoring = true }
    #expect(reply == answer && monitored.lines == log.lines)
  }

  @Test("every recipient of a message has its line")
  func recipients() async throws {
    let log = RecordingSink()
    let replies = try await Requests.replies(
      to: [["instance": "1"], ["instance": "1", "recipient": "carol@other.example.org"]], log: log
    ) { $0.isMonitoring = true }
    #expect(replies.map { $0.prefix(14) } == ["action=prepend", "action=dunno\n\n"])
    #expect(log.lines.filter { $0.hasPrefix("Monitoring only") }.count == 2)
    #expect(log.lines.last?.contains("r=other.example.org") == true)
  }

  @Test("JSON has the action and the text")
  func json() async throws {
    let log = RecordingSink()
    _ = try await Requests.reply(log: log) {
      $0.isMonitoring = true
      $0.logging.form = .json
    }
    #expect(
      log.lines[0].contains(
        "\"withheld_action\":\"550 5.7.23\",\"withheld_text\":\"Message rejected due to: "))
    #expect(log.lines[0].contains("\"withheld_because\":\"monitoring\""))
  }
}
