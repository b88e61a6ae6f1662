import Foundation
import MailLog
import SPF
import Testing

/// What is put together of an outgoing log's lines.
@Suite struct OutgoingLogTests {
  static let fail = "550 5.7.23 SPF check failed for example.com, 192.0.2.10 is not permitted"

  static func qmgr(_ id: String, _ sender: String) -> String {
    "Nov 24 10:00:00 out1 postfix/qmgr[81]: \(id): from=<\(sender)>, size=1234, nrcpt=1 (queue active)"
  }

  @Test func everythingOfOneMessage() throws {
    let log = Outgoing.read(Outgoing.refusal(Self.fail))
    let found = try #require(log.rejections.first)
    #expect(found.position == LogPosition(file: "-", line: 4))
    #expect(found.time == LogTime(seconds: Fixture.now - 7_199, hasZone: false))
    #expect(found.queueID == "4XyT0b1kZgz2xQ")
    #expect(found.sender == "alice@example.com")
    #expect(found.recipient == "bob@example.net")
    #expect(found.relay == "mx.example.net")
    #expect(found.relayAddress == IPAddress("203.0.113.25"))
    #expect(found.reply == Self.fail)
    #expect(found.replyCode == 550)
    #expect(found.enhancedCode == "5.7.23")
    #expect(!found.isTemporary)
    #expect(found.statedAddress == IPAddress("192.0.2.10"))
    #expect(found.statedDomain == "example.com")
    #expect(found.origin == .submitted(by: "alice"))
    #expect(found.attempts == 1)
    #expect(!found.wasDelivered)
    #expect(log.survey.lines == 4)
    #expect(log.survey.statedAddresses == [try #require(IPAddress("192.0.2.10")): 1])
    #expect(log.survey.bounced == 0)
  }

  // MARK: Lines

  static let bounce = """
    4XyT0b1kZgz2xQ: to=<bob@example.net>, relay=mx.example.net[203.0.113.25]:25, delay=1, delays=0/0/0/1, dsn=5.7.23, \
    status=bounced (host mx.example.net[203.0.113.25] said: 550 5.7.23 SPF fail (in reply to RCPT TO command))
    """

  @Test(arguments: [
    "Nov 24 10:00:01 out1 postfix/smtp[9]: \(bounce)",
    "Nov 24 10:00:01 out1 postfix-out/smtp[9]: \(bounce)",
    "Nov 24 10:00:01 out1 postfix/relay/smtp[9]: \(bounce)",
    "2026-11-24T10:00:01.123456+00:00 out1 postfix/smtp[9]: \(bounce)",
    "<22>Nov 24 10:00:01 out1 postfix/smtp[9]: \(bounce)",
    "<22>1 2026-11-24T10:00:01Z out1 postfix/smtp 9 - - \(bounce)",
    "2026-11-24 10:00:01 postfix/smtp[9]: \(bounce)",
    "mail  | Nov 24 10:00:01 out1 postfix/smtp[9]: \(bounce)",
    "Nov 24 10:00:01 out1 postfix/smtp[9]: \(bounce)\r",
    #"{"MESSAGE":"\#(bounce)","SYSLOG_IDENTIFIER":"postfix/smtp","__REALTIME_TIMESTAMP":"1795514401000000"}"#,
    #"{"log":"Nov 24 10:00:01 out1 postfix/smtp[9]: \#(bounce)\n","stream":"stdout","time":"2026-11-24T10:00:01Z"}"#,
    "Nov 24 10:00:01 out1 postfix/error[9]: 4XyT0b1kZgz2xQ: to=<bob@example.net>, relay=none, delay=1, dsn=4.7.23, "
      + "status=deferred (delivery temporarily suspended: host mx.example.net[203.0.113.25] refused to talk to me: 421 "
      + "4.7.23 SPF fail for out1.example.com)",
  ])
  func prefixes(_ line: String) throws {
    let log = Outgoing.read(line)
    let found = try #require(log.rejections.first)
    #expect(log.rejections.count == 1)
    #expect(found.time?.seconds == Fixture.now - 7_199)
    #expect(found.sender == nil)
    #expect(found.origin == .unknown)
    #expect(found.relay == "mx.example.net")
  }

  @Test(arguments: ["postfix/lmtp", "postfix/local", "postfix/pipe", "postfix/smtpd", "smtp", "exim/smtp2"])
  func notOfOutgoingMail(_ program: String) {
    #expect(Outgoing.read("Nov 24 10:00:01 out1 \(program)[9]: \(Self.bounce)").rejections == [])
  }

  /// However short a line is cut, there is no trap; and the words that are left are read.
  @Test func truncatedLines() {
    let line = "Nov 24 10:00:01 out1 postfix/smtp[9]: \(Self.bounce)"
    var recognised = 0
    for length in 0...line.utf8.count {
      let log = Outgoing.read(String(decoding: line.utf8.prefix(length), as: UTF8.self))
      #expect(log.rejections.count <= 1)
      recognised += log.rejections.count
    }
    // From "550 5.7.23" on to the end.
    #expect(recognised == " SPF fail (in reply to RCPT TO command))".utf8.count + 1)
  }

  @Test func hostileLines() throws {
    let head =
      "Nov 24 10:00:01 out1 postfix/smtp[9]: 4XyT0b1kZgz2xQ: to=<bob@example.net>, relay=mx.example.net"
      + "[203.0.113.25]:25, dsn=5.7.23, status=bounced (host mx.example.net[203.0.113.25] said: 550 5.7.23 SPF fail "
    let long = head + String(repeating: "x", count: 10_000_000)
    let escapes = head + "\u{1b}[2J\u{1b}]0;x\u{7}\u{202e}\0\0 192.0.2.10)"
    let log = Outgoing.read(long + "\n" + escapes + "\n" + Outgoing.refusal(Self.fail, id: "4XyT0b1kZgz3xQ"))
    #expect(log.rejections.count == 2)
    #expect(log.survey.truncated == 1)
    for found in log.rejections { #expect(found.reply.utf8.count <= OutgoingRejection.longestReply) }
    // Texts are given as they are; who shows them makes them safe.
    #expect(log.rejections[0].reply.contains("\u{1b}[2J"))
    #expect(log.rejections[0].statedAddress == IPAddress("192.0.2.10"))
    #expect(log.rejections[0].attempts == 2)
  }

  @Test func octetsThatAreNoText() {
    var octets = Array(
      "Nov 24 10:00:01 out1 postfix/smtp[9]: 4XyT0b1kZgz2xQ: to=<b@example.net>, relay=mx[203.0.113.25]:25, status=bounced (host mx[203.0.113.25] said: 550 SPF fail "
        .utf8)
    octets += (1...255).filter { $0 != 0x0a }.map(UInt8.init)
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("outgoing-\(UUID()).log")
    #expect(throws: Never.self) { try Data(octets).write(to: url) }
    defer { try? FileManager.default.removeItem(at: url) }
    let log = OutgoingLog.read([url.path], ownDomains: [], now: Fixture.now)
    #expect(log.rejections.count == 1)
    #expect(log.rejections.first?.reply.contains("\\xff") == true)
  }

  @Test func yearTurns() throws {
    let log = Outgoing.read(
      Outgoing.attempt(Self.fail, id: "4XyT0b1kZgz1xQ", time: "Dec 31 23:59:59") + "\n"
        + Outgoing.attempt(Self.fail, id: "4XyT0b1kZgz2xQ", time: "Jan  1 00:00:01"))
    #expect(log.rejections.count == 2)
    // 2025-12-31T23:59:59 and two seconds later.
    #expect(log.rejections.first?.time?.seconds == 1_767_225_599)
    #expect(log.rejections.last?.time?.seconds == 1_767_225_601)
    #expect(log.survey.first?.seconds == 1_767_225_599)
    #expect(log.survey.last?.seconds == 1_767_225_601)
  }

  @Test func rotatedFilesAndProblems() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("outgoing-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (old, new) = (folder.appendingPathComponent("mail.log.1"), folder.appendingPathComponent("mail.log"))
    try Data(Self.qmgr("4XyT0b1kZgz2xQ", "alice@example.com").utf8).write(to: old)
    try Data((Outgoing.attempt(Self.fail) + "\n").utf8).write(to: new)
    var progress: [Int] = []
    let log = OutgoingLog.read(
      [new.path, old.path, folder.path, folder.path + "/none"], ownDomains: Outgoing.ownDomains,
      now: Fixture.now,
      onProgress: { done, _ in progress.append(done) })
    #expect(log.rejections.map(\.sender) == ["alice@example.com"])
    #expect(log.rejections.first?.position == LogPosition(file: new.path, line: 1))
    #expect(log.problems.map(\.code) == [.directory, .notFound])
    #expect(progress == progress.sorted())
  }

  // MARK: Messages

  @Test func interleavedMessages() {
    let senders = ["a", "b", "c", "d"]
    var lines: [String] = []
    for (index, sender) in senders.enumerated() {
      lines.append(Self.qmgr("4XyT0b1kZgz\(index)xQ", "\(sender)@example.com"))
    }
    for index in [2, 0, 3, 1] {
      lines.append(
        Outgoing.attempt(Self.fail, id: "4XyT0b1kZgz\(index)xQ", recipient: "r\(index)@example.net"))
    }
    let found = Outgoing.read(lines.joined(separator: "\n")).rejections
    #expect(found.map(\.sender) == ["c@example.com", "a@example.com", "d@example.com", "b@example.com"])
    #expect(
      found.map(\.recipient) == ["r2@example.net", "r0@example.net", "r3@example.net", "r1@example.net"])
  }

  @Test func recipientsOfOneMessage() {
    let log = Outgoing.read(
      Outgoing.refusal(Self.fail) + "\n" + Outgoing.attempt(Self.fail, recipient: "carol@example.net") + "\n"
        + Outgoing.attempt("250 2.0.0 Ok", recipient: "dave@example.net", status: "sent"))
    #expect(log.rejections.map(\.recipient) == ["bob@example.net", "carol@example.net"])
    #expect(log.survey.deliveries["example.com"]?.count == 1)
  }

  @Test func triedAgain() throws {
    let words = "421 4.7.27 SPF authentication didn't pass for this message"
    var text = Outgoing.refusal(words)
    for minute in 10...14 {
      text += "\n" + Outgoing.attempt(words, status: "deferred", time: "Nov 24 10:\(minute):00")
    }
    let waiting = try #require(Outgoing.read(text).rejections.first)
    #expect(waiting.attempts == 6)
    #expect(waiting.isTemporary)
    #expect(waiting.time?.seconds == Fixture.now - 7_200 + 14 * 60)
    #expect(Outgoing.read(text).rejections.count == 1)

    let delivered = text + "\n" + Outgoing.attempt("250 2.0.0 Ok", status: "sent", time: "Nov 24 11:00:00")
    #expect(Outgoing.read(delivered).rejections.map(\.wasDelivered) == [true])

    let expired =
      text + "\nNov 24 11:00:00 out1 postfix/qmgr[81]: 4XyT0b1kZgz2xQ: from=<alice@example.com>, "
      + "status=expired, returned to sender"
    #expect(Outgoing.read(expired).rejections.map(\.isTemporary) == [false])

    let bounced = text + "\n" + Outgoing.attempt(Self.fail, time: "Nov 24 11:00:00")
    #expect(Outgoing.read(bounced).rejections.map(\.isTemporary) == [false])
    #expect(Outgoing.read(bounced).rejections.map(\.attempts) == [7])
  }

  @Test func softBounceIsTemporary() {
    let log = Outgoing.read(Outgoing.refusal(Self.fail, status: "SOFTBOUNCE"))
    #expect(log.rejections.map(\.isTemporary) == [true])
  }

  /// A queue id that is used again is another message's.
  @Test func reusedQueueID() {
    let log = Outgoing.read(
      Outgoing.refusal(Self.fail, id: "A1B2C3D4E5")
        + "\nNov 24 10:00:02 out1 postfix/qmgr[81]: A1B2C3D4E5: removed\n"
        + Outgoing.refusal(Self.fail, id: "A1B2C3D4E5", sender: "carol@example.com"))
    #expect(log.rejections.map(\.sender) == ["alice@example.com", "carol@example.com"])
  }

  @Test func surveyCounts() throws {
    let log = Outgoing.read(
      """
      \(Self.qmgr("4XyT0b1kZgz1xQ", "alice@Example.com"))
      \(Outgoing.attempt("250 2.0.0 Ok", id: "4XyT0b1kZgz1xQ", status: "sent"))
      \(Outgoing.attempt("250 2.0.0 Ok", id: "4XyT0b1kZgz1xQ", status: "sent", time: "Nov 24 10:30:00"))
      \(Self.qmgr("4XyT0b1kZgz2xQ", ""))
      \(Outgoing.attempt("250 2.0.0 Ok", id: "4XyT0b1kZgz2xQ", status: "sent"))
      \(Outgoing.attempt("550 5.1.1 User unknown", id: "4XyT0b1kZgz3xQ"))
      \(Outgoing.attempt("450 4.2.0 Greylisted", id: "4XyT0b1kZgz4xQ", status: "deferred"))
      \(Outgoing.attempt("550 5.7.1 rejected by DMARC policy", id: "4XyT0b1kZgz5xQ"))
      """)
    #expect(
      log.survey.deliveries == [
        "example.com": OutgoingSurvey.Delivery(
          count: 2, last: LogTime(seconds: Fixture.now - 5_400, hasZone: false))
      ])
    #expect(log.survey.otherDeliveries == 1)
    #expect(log.survey.bounced == 2)
    #expect(log.survey.deferred == 1)
    #expect(log.survey.dmarc == 1)
    #expect(log.rejections == [])
  }
}
