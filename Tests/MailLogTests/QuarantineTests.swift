import SPF
import Testing

@testable import MailLog

@Suite("Mail that is held back instead of refused")
struct QuarantineTests {
  private static let refusal =
    "550 5.7.23 Message rejected due to: SPF fail - not authorized. Please see "
    + "http://www.openspf.net/Why?s=mfrom;id=news@corp.example.com;ip=192.0.2.25;r=receiver.example"
  private static let header =
    "prepend Received-SPF: Fail (mailfrom) identity=mailfrom; client-ip=192.0.2.25; "
    + "helo=mail2.corp.example.com; envelope-from=\"news@corp.example.com\"; receiver=receiver.example"
  private static let log = "Nov 24 10:00:01 mx policyd-spf[50]: "
  private static let object =
    #"{"time":"2026-11-24T10:00:01.000Z","severity":"info","event":"decision","queue_id":"4AAAA00001","#
    + #""client_address":"192.0.2.25","sender":"news@corp.example.com","recipient":"me@receiver.example","#
    + #""identity":"mailfrom","result":"fail","action":"prepend","#

  @Test(
    "is told from mail that is refused, and from mail that is only watched",
    arguments: [
      ([log + "4AAAA00001: Quarantined, not refused: " + refusal, log + "4AAAA00001: " + header], true),
      (
        [log + "4AAAA00001: Monitoring only, not answered: " + refusal, log + "4AAAA00001: " + header], false
      ),
      ([object + #""quarantined":true}"#], true), ([object + #""quarantined":false}"#], false),
      ([object + #""repeated":false}"#], false),
    ])
  func held(lines: [String], isHeld: Bool) throws {
    let events = Fixture.read(lines.map { $0 + "\n" }.joined()).0
    #expect(events.count == 1)
    let event = try #require(events.first)
    #expect(event.disposition == .accepted && event.isHeld == isHeld && event.result == .fail)
  }

  @Test("one that is refused is not held")
  func refused() throws {
    let event = try #require(Fixture.event(Self.log + Self.refusal + "\n"))
    #expect(event.disposition == .rejected && !event.isHeld)
  }
}
