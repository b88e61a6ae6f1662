import Foundation
import MailLog
import SPF
import Testing

/// Lines of one message become one event.
@Suite struct JoiningTests {
  /// A log from lines of `second|program|words`, all of one host in one minute.
  static func log(_ lines: [String]) -> String {
    lines.map { line in
      let parts = line.split(separator: "|", maxSplits: 2)
      return "Nov 24 02:03:\(parts[0]) mx1 \(parts[1]): \(parts[2])\n"
    }.joined()
  }

  static func refusal(_ sender: String, _ client: String, scope: String = "mfrom") -> String {
    "550 5.7.23 Message rejected due to: SPF fail - not authorized. Please see "
      + "http://www.openspf.net/Why?s=\(scope);id=\(sender);ip=\(client);r=<UNKNOWN>"
  }

  static func reject(
    _ peer: String, _ client: String, from: String, to: String, scope: String = "mfrom", id: String? = nil
  )
    -> String
  {
    "NOQUEUE: reject: RCPT from \(peer)[\(client)]: 550 5.7.23 <\(to)>: Recipient address rejected: "
      + refusal(id ?? from, client, scope: scope).dropFirst(11)
      + "; from=<\(from)> to=<\(to)> proto=ESMTP helo=<Mail.Example.ORG>"
  }

  static func pass(_ sender: String, _ client: String, _ result: String = "Pass") -> String {
    "prepend Received-SPF: \(result) (mailfrom) identity=mailfrom; client-ip=\(client); helo=mail.example.org; "
      + "envelope-from=\(sender); receiver=<UNKNOWN> "
  }

  @Test func aRefusalIsOneEvent() throws {
    let log = Self.log([
      "01|postfix/smtpd[10]|connect from mail.example.org[203.0.113.7]",
      "02|policyd-spf[11]|" + Self.refusal("alice@example.org", "203.0.113.7"),
      "02|postfix/smtpd[10]|"
        + Self.reject("mail.example.org", "203.0.113.7", from: "alice@example.org", to: "bob@corp.example"),
      "03|postfix/smtpd[10]|disconnect from mail.example.org[203.0.113.7] ehlo=1",
    ])
    let event = try #require(Fixture.event(log))
    #expect(event.reporter == .policydSPF)
    #expect(event.identity == .mailFrom)
    #expect(event.disposition == .rejected)
    #expect(event.clientName == "mail.example.org")
    #expect(event.helo == "Mail.Example.ORG")
    #expect(event.recipients == ["bob@corp.example"])
    #expect(event.service == "smtpd")
    #expect(event.source == LogPosition(file: "mail.log", line: 2))
    #expect(event.reason == "SPF fail - not authorized")
  }

  @Test func severalRecipientsAreOneMessage() throws {
    let log = Self.log(
      ["01|postfix/smtpd[10]|connect from mail.example.org[203.0.113.7]"]
        + ["a@corp.example", "b@corp.example", "c@corp.example"].flatMap { recipient in
          [
            "02|policyd-spf[11]|" + Self.refusal("alice@example.org", "203.0.113.7"),
            "02|postfix/smtpd[10]|"
              + Self.reject("mail.example.org", "203.0.113.7", from: "alice@example.org", to: recipient),
          ]
        } + ["03|postfix/smtpd[10]|disconnect from mail.example.org[203.0.113.7]"])
    let event = try #require(Fixture.event(log))
    #expect(event.recipients == ["a@corp.example", "b@corp.example", "c@corp.example"])
  }

  @Test func theMailServersLineFirst() throws {
    let event = try #require(
      Fixture.event(
        Self.log([
          "02|postfix/smtpd[10]|"
            + Self.reject(
              "mail.example.org", "203.0.113.7", from: "alice@example.org", to: "bob@corp.example"),
          "02|policyd-spf[11]|" + Self.refusal("alice@example.org", "203.0.113.7"),
        ])))
    #expect(event.reporter == .policydSPF)
    #expect(event.recipients == ["bob@corp.example"])
  }

  @Test func aRetryIsAnotherMessage() {
    let once = [
      "02|policyd-spf[11]|" + Self.refusal("alice@example.org", "203.0.113.7"),
      "02|postfix/smtpd[10]|"
        + Self.reject("mail.example.org", "203.0.113.7", from: "alice@example.org", to: "bob@corp.example"),
    ]
    #expect(
      Fixture.read(
        Self.log(["01|postfix/smtpd[10]|connect from mail.example.org[203.0.113.7]"] + once + once)
      ).events.count == 2)
  }

  @Test func aRefusalByHELOKeepsTheSender() throws {
    let log = Self.log([
      "02|policyd-spf[11]|" + Self.refusal("mail.example.org", "203.0.113.7", scope: "helo"),
      "02|postfix/smtpd[10]|"
        + Self.reject(
          "unknown", "203.0.113.7", from: "alice@example.net", to: "bob@corp.example", scope: "helo",
          id: "mail.example.org"),
    ])
    let event = try #require(Fixture.event(log))
    #expect(event.identity == .helo)
    #expect(event.sender == "alice@example.net")
    #expect(event.domain == "mail.example.org")
    #expect(event.clientName == nil)
  }

  @Test func theDecisiveIdentity() throws {
    // HELO none, MAIL FROM softfail: two lines at debugLevel 2, and the answer.
    let pairs =
      "client-ip=203.0.113.7; helo=mail.example.org; envelope-from=alice@example.org; receiver=bob@corp.example"
    let both = try #require(
      Fixture.event(
        Self.log([
          "02|policyd-spf[11]|None; identity=helo; " + pairs,
          "04|policyd-spf[11]|Softfail; identity=mailfrom; " + pairs,
          "04|policyd-spf[11]|" + Self.pass("alice@example.org", "203.0.113.7", "Softfail"),
        ])))
    #expect(both.identity == .mailFrom)
    #expect(both.result == .softfail)
    #expect(both.recipients == ["bob@corp.example"])
    // A MAIL FROM domain without a record leaves it to HELO.
    let helo = try #require(
      Fixture.event(
        Self.log([
          "02|policyd-spf[11]|Fail; identity=helo; " + pairs,
          "04|policyd-spf[11]|None; identity=mailfrom; " + pairs,
        ])))
    #expect(helo.identity == .helo)
    #expect(helo.result == .fail)
  }

  @Test func interleavedConnections() {
    // Two clients, and two connections of one client, all at once.
    let log = Self.log([
      "01|postfix/smtpd[10]|connect from a.example.org[203.0.113.7]",
      "01|postfix/smtpd[20]|connect from b.example.net[203.0.113.8]",
      "01|postfix/smtpd[30]|connect from a.example.org[203.0.113.7]",
      "02|policyd-spf[21]|" + Self.refusal("u@example.net", "203.0.113.8"),
      "02|policyd-spf[11]|" + Self.refusal("first@example.org", "203.0.113.7"),
      "02|policyd-spf[31]|" + Self.refusal("second@example.org", "203.0.113.7"),
      "03|postfix/smtpd[30]|"
        + Self.reject("a.example.org", "203.0.113.7", from: "second@example.org", to: "2@corp.example"),
      "03|postfix/smtpd[10]|"
        + Self.reject("a.example.org", "203.0.113.7", from: "first@example.org", to: "1@corp.example"),
      "03|postfix/smtpd[20]|"
        + Self.reject("b.example.net", "203.0.113.8", from: "u@example.net", to: "3@corp.example"),
      "04|postfix/smtpd[30]|disconnect from a.example.org[203.0.113.7]",
      "04|postfix/smtpd[20]|disconnect from b.example.net[203.0.113.8]",
      "04|postfix/smtpd[10]|disconnect from a.example.org[203.0.113.7]",
    ])
    let events = Fixture.read(log).events
    #expect(events.map(\.sender) == ["u@example.net", "first@example.org", "second@example.org"])
    #expect(events.map(\.recipients) == [["3@corp.example"], ["1@corp.example"], ["2@corp.example"]])
    #expect(events.map(\.clientName) == ["b.example.net", "a.example.org", "a.example.org"])
  }

  @Test func mailThatIsTaken() throws {
    let log = Self.log([
      "01|postfix/smtpd[10]|connect from mail.example.org[203.0.113.7]",
      "02|policyd-spf[11]|" + Self.pass("alice@example.org", "203.0.113.7"),
      "02|postfix/smtpd[10]|4F3A5B60C1: client=mail.example.org[203.0.113.7]",
      "02|opendkim[5]|4F3A5B60C1: DKIM verification successful",
      "02|opendkim[5]|4F3A5B60C1: s=sel d=example.org a=rsa-sha256 SSL ",
      "02|opendmarc[6]|4F3A5B60C1: SPF(mailfrom): example.org pass",
      "02|opendmarc[6]|4F3A5B60C1: example.org fail",
      "03|postfix/qmgr[7]|4F3A5B60C1: from=<alice@example.org>, size=900, nrcpt=2 (queue active)",
      "03|postfix/smtpd[10]|disconnect from mail.example.org[203.0.113.7]",
      "04|postfix/lmtp[8]|4F3A5B60C1: to=<real@box.corp.example>, orig_to=<bob@corp.example>, relay=x, status=sent (250 ok)",
      "04|postfix/lmtp[8]|4F3A5B60C1: to=<eve@corp.example>, relay=x, delay=1, status=sent (250 ok)",
      "05|postfix/qmgr[7]|4F3A5B60C1: removed",
    ])
    let (events, survey) = Fixture.read(log)
    try #require(events.count == 1)
    #expect(events[0].disposition == .accepted)
    #expect(events[0].queueID == "4F3A5B60C1")
    #expect(events[0].recipients == ["bob@corp.example", "eve@corp.example"])
    #expect(
      events[0].otherResults == [
        OtherResult(method: "dkim", result: "pass"),
        OtherResult(method: "dmarc", result: "fail", domain: "example.org"),
      ])
    #expect(survey.recipientDomains == ["corp.example": 2])
    #expect(survey.clients[IPAddress(ipv4: 0xcb00_7107)]?.connections == 1)
    #expect(survey.clients[IPAddress(ipv4: 0xcb00_7107)]?.checks == 1)
    #expect(survey.clients[IPAddress(ipv4: 0xcb00_7107)]?.name == "mail.example.org")
    #expect(survey.hosts == ["mx1": 12])
    #expect(survey.connections == 1)
  }

  @Test func connectionsThatWereTakenForEachOther() throws {
    // Two messages of one client are accepted in the other order; qmgr tells whose is which.
    let log = Self.log([
      "02|policyd-spf[11]|" + Self.pass("first@example.org", "203.0.113.7"),
      "02|policyd-spf[31]|" + Self.pass("second@example.org", "203.0.113.7"),
      "03|postfix/smtpd[30]|AAAA5B60C2: client=a.example.org[203.0.113.7]",
      "03|postfix/qmgr[7]|AAAA5B60C2: from=<second@example.org>, size=900, nrcpt=1 (queue active)",
      "03|postfix/smtpd[10]|BBBB5B60C1: client=a.example.org[203.0.113.7]",
      "03|postfix/qmgr[7]|BBBB5B60C1: from=<first@example.org>, size=900, nrcpt=1 (queue active)",
    ])
    let events = Fixture.read(log).events
    #expect(events.map(\.queueID) == ["BBBB5B60C1", "AAAA5B60C2"])
  }

  @Test func anAuthenticatedUser() throws {
    let log = Self.log([
      "01|postfix/submission/smtpd[10]|connect from line.example.net[203.0.113.7]",
      "02|policyd-spf[11]|" + Self.pass("bob@corp.example", "203.0.113.7", "Softfail"),
      "02|postfix/submission/smtpd[10]|4F3A5B60C1: client=line.example.net[203.0.113.7], sasl_method=PLAIN, sasl_username=bob@corp.example",
    ])
    let (events, survey) = Fixture.read(log)
    try #require(events.count == 1)
    #expect(events[0].authenticatedUser == "bob@corp.example")
    #expect(events[0].service == "submission/smtpd")
    #expect(survey.clients[IPAddress(ipv4: 0xcb00_7107)]?.authenticated == 1)
  }

  @Test func aTextOfTheReceiversOwn() throws {
    // Neither a code nor a word of SPF: the policy service's line tells why.
    let log = Self.log([
      "02|policyd-spf[11]|Fail; identity=mailfrom; client-ip=203.0.113.7; helo=mail.example.org; "
        + "envelope-from=alice@example.org; receiver=bob@corp.example",
      "02|postfix/smtpd[10]|NOQUEUE: reject: RCPT from mail.example.org[203.0.113.7]: 554 5.7.1 <bob@corp.example>: "
        + "Recipient address rejected: Not welcome, ask the owner; from=<alice@example.org> to=<bob@corp.example> "
        + "proto=ESMTP helo=<mail.example.org>",
    ])
    let event = try #require(Fixture.event(log))
    #expect(event.disposition == .rejected)
    #expect(event.result == .fail)
  }

  @Test func anotherReasonIsNoOutcome() {
    let log = Self.log([
      "02|postfix/smtpd[10]|NOQUEUE: reject: RCPT from unknown[203.0.113.7]: 554 5.7.1 <bob@corp.example>: Relay access "
        + "denied; from=<alice@example.org> to=<bob@corp.example> proto=ESMTP helo=<mail.example.org>"
    ])
    #expect(Fixture.read(log).events.isEmpty)
    // What was taken by SPF and refused by something else was refused.
    let event = Fixture.event(
      Self.log(["01|policyd-spf[11]|" + Self.pass("alice@example.org", "203.0.113.7", "Neutral")]) + log)
    #expect(event?.result == .neutral)
    #expect(event?.disposition == .rejected)
  }

  @Test func aMilterThatRefusesAtTheEnd() throws {
    let log = Self.log([
      "02|policyd-spf[11]|" + Self.pass("alice@example.org", "203.0.113.7", "Softfail"),
      "02|postfix/smtpd[10]|4F3A5B60C1: client=mail.example.org[203.0.113.7]",
      "03|postfix/cleanup[12]|4F3A5B60C1: milter-reject: END-OF-MESSAGE from mail.example.org[203.0.113.7]: 5.7.1 rejected "
        + "by DMARC policy for example.org; from=<alice@example.org> to=<bob@corp.example> proto=ESMTP helo=<mail.example.org>",
    ])
    let event = try #require(Fixture.event(log))
    #expect(event.disposition == .rejected)
    #expect(event.result == .softfail)
    #expect(event.recipients == ["bob@corp.example"])
  }

  @Test func mailOfOursThatAnotherHostRefused() throws {
    let log = Self.log([
      "02|postfix/qmgr[7]|4F3A5B60C1: from=<bob@corp.example>, size=900, nrcpt=1 (queue active)",
      "03|postfix/smtp[8]|4F3A5B60C1: to=<alice@example.org>, relay=mx.example.org[203.0.113.7]:25, dsn=5.7.23, "
        + "status=bounced (host mx.example.org[203.0.113.7] said: 550 5.7.23 <alice@example.org>: Recipient address "
        + "rejected: Message rejected due to: SPF fail - not authorized. Please see "
        + "http://www.openspf.net/Why?s=mfrom;id=bob@corp.example;ip=192.0.2.25;r=<UNKNOWN> (in reply to RCPT TO command))",
    ])
    let event = try #require(Fixture.event(log))
    #expect(event.service == "smtp")
    #expect(event.client == IPAddress("192.0.2.25"))
    #expect(event.sender == "bob@corp.example")
    #expect(event.recipients == ["alice@example.org"])
    #expect(event.disposition == .rejected)
  }

  @Test func twoPassesInOneSecondAreTwo() {
    let line = "02|policyd-spf[11]|" + Self.pass("alice@example.org", "203.0.113.7")
    #expect(Fixture.read(Self.log([line, line])).events.count == 2)
  }

  @Test func ourOwnInstanceNamesTheMessage() throws {
    func line(_ recipient: String, repeated: Bool) -> String {
      #"{"time":"2026-11-24T07:04:00.123Z","severity":"info","event":"decision","instance":"1a.2b","#
        + #""client_address":"203.0.113.7","sender":"alice@example.org","recipient":"\#(recipient)","#
        + #""identity":"mailfrom","result":"fail","repeated":\#(repeated),"action":"550 5.7.23","text":"No."}"#
        + "\n"
    }
    let event = try #require(
      Fixture.event(line("a@corp.example", repeated: false) + line("b@corp.example", repeated: true)))
    #expect(event.recipients == ["a@corp.example", "b@corp.example"])
  }

  @Test func eventsComeWhenTheyAreComplete() {
    var count = 0
    let reader = MailLogReader(options: MailLogOptions(now: Fixture.now)) { _ in count += 1 }
    reader.feed(
      Array(
        Self.log([
          "01|postfix/smtpd[10]|connect from mail.example.org[203.0.113.7]",
          "02|policyd-spf[11]|" + Self.refusal("alice@example.org", "203.0.113.7"),
          "02|postfix/smtpd[10]|"
            + Self.reject(
              "mail.example.org", "203.0.113.7", from: "alice@example.org", to: "bob@corp.example"),
        ]).utf8))
    #expect(count == 0)
    reader.feed(Array(Self.log(["03|postfix/smtpd[10]|disconnect from mail.example.org[203.0.113.7]"]).utf8))
    #expect(count == 1)
    reader.finish()
    #expect(count == 1)
  }

  @Test(arguments: [1, 2, 3, 7, 64, 1_000, 4_096]) func anyPiecesGiveTheSame(_ size: Int) throws {
    let log = try Array(
      CaseTests.incidents.flatMap { incident in
        try Array(String(contentsOf: Fixture.url("cases/\(incident.name).log"), encoding: .utf8).utf8)
      })
    let whole = Fixture.read(log).events
    let pieces = Fixture.read(log, size: size).events
    #expect(whole.count > 60)
    #expect(pieces == whole)
  }
}
