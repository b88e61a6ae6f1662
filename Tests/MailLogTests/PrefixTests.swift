import MailLog
import SPF
import Testing

/// What stands before the words of a program.
@Suite struct PrefixTests {
  static let words =
    "prepend Received-SPF: Softfail (mailfrom) identity=mailfrom; client-ip=203.0.113.7; "
    + "helo=mail.example.org; envelope-from=alice@example.org; receiver=<UNKNOWN> "

  struct Prefix: Sendable, CustomTestStringConvertible {
    let line: String
    let seconds: Int64?
    let hasZone: Bool
    let host: String?
    var testDescription: String { line }

    init(_ before: String, _ seconds: Int64?, _ hasZone: Bool, _ host: String?, after: String = "") {
      line = before + words + after
      self.seconds = seconds
      self.hasZone = hasZone
      self.host = host
    }
  }

  /// 2026-11-24T02:03:04.
  static let time: Int64 = 1_795_485_784

  @Test(arguments: [
    Prefix("Nov 24 02:03:04 mx1 policyd-spf[7]: ", time, false, "mx1"),
    Prefix("Nov  4 02:03:04 mx1 policyd-spf[7]: ", time - 20 * 86_400, false, "mx1"),
    Prefix("Nov 4 02:03:04 mx1 policyd-spf[7]: ", time - 20 * 86_400, false, "mx1"),
    Prefix("   Nov 24 02:03:04 mx1 policyd-spf[7]: ", time, false, "mx1"),
    Prefix("Nov 24 02:03:04.123456 mx1 policyd-spf[7]: ", time, false, "mx1"),
    Prefix("Nov 24 2026 02:03:04 mx1 policyd-spf[7]: ", time, false, "mx1"),
    Prefix("Nov 24 02:03:04 policyd-spf[7]: ", time, false, nil),
    Prefix("Nov 24 02:03:04 mx1 policyd-spf: ", time, false, "mx1"),
    Prefix("<22>Nov 24 02:03:04 mx1 policyd-spf[7]: ", time, false, "mx1"),
    Prefix("<22>Nov 24 02:03:04 policyd-spf[7]: : ", time, false, nil),
    Prefix("2026-11-24T02:03:04.150395+01:00 mx1 policyd-spf[7]: ", time - 3600, true, "mx1"),
    Prefix("2026-11-24T02:03:04-0330 mx1 policyd-spf[7]: ", time + 12_600, true, "mx1"),
    Prefix("2026-11-24T02:03:04Z mx1 policyd-spf[7]: ", time, true, "mx1"),
    Prefix("2026-11-24T02:03:04+0000 mx1 policyd-spf[7]: ", time, true, "mx1"),
    Prefix("2026-11-24 02:03:04 mx1 policyd-spf[7]: ", time, false, "mx1"),
    Prefix("2026-11-24 02:03:04,512 mx1 policyd-spf[7]: ", time, false, "mx1"),
    Prefix("Tue 2026-11-24 02:03:04 UTC mx1 policyd-spf[7]: ", time, true, "mx1"),
    Prefix("<22>1 2026-11-24T02:03:04.000003Z mx1 policyd-spf 7 - - ", time, true, "mx1"),
    Prefix("<22>1 2026-11-24T02:03:04Z mx1 policyd-spf 7 ID47 [a@1 b=\"c\\]d\"][e@2] ", time, true, "mx1"),
    Prefix("<22>1 - mx1 policyd-spf 7 - - \u{feff}", nil, false, "mx1"),
    Prefix("mail_1        | Nov 24 02:03:04 mx1 policyd-spf[7]: ", time, false, "mx1"),
    Prefix("\u{1b}[36mmail-1  |\u{1b}[0m Nov 24 02:03:04 mx1 policyd-spf[7]: ", time, false, "mx1"),
    Prefix("mailserver  | ", nil, false, nil),
    Prefix("mx1 policyd-spf[7]: ", nil, false, "mx1"),
    Prefix("policyd-spf[7]: ", nil, false, nil),
    Prefix("policyd-spf[7]: 4XABCDEF01: ", nil, false, nil),
    Prefix("[templates of one's own] mx1 policyd-spf[7]: ", nil, false, "mx1"),
    Prefix("", nil, false, nil),
    Prefix("Nov 24 02:03:04 mx1 policyd-spf[7]: ", time, false, "mx1", after: "\r"),
    Prefix(
      #"{"__REALTIME_TIMESTAMP":"1795485784000000","_HOSTNAME":"mx1","SYSLOG_IDENTIFIER":"policyd-spf","#
        + #""_PID":"7","MESSAGE":""#, time, true, "mx1", after: #""}"#),
    Prefix(
      #"{"log":"Nov 24 02:03:00 mx1 policyd-spf[7]: "#, time, true, "mx1",
      after: #"\n","stream":"stdout","time":"2026-11-24T02:03:04.512Z"}"#),
  ]) func isTakenOff(_ prefix: Prefix) throws {
    let event = try #require(Fixture.event(prefix.line + "\n"))
    #expect(event.result == .softfail)
    #expect(event.client == IPAddress("203.0.113.7"))
    #expect(event.sender == "alice@example.org")
    #expect(event.helo == "mail.example.org")
    #expect(event.time?.seconds == prefix.seconds)
    if prefix.seconds != nil { #expect(event.time?.hasZone == prefix.hasZone) }
    #expect(event.host == prefix.host)
  }

  @Test func journalOfOctets() throws {
    let numbers = Array(Self.words.utf8).map(String.init).joined(separator: ",")
    let event = try #require(Fixture.event(#"{"SYSLOG_IDENTIFIER":"policyd-spf","MESSAGE":[\#(numbers)]}"#))
    #expect(event.result == .softfail)
  }

  @Test(arguments: [
    "", "\n\n", "{", "{\"log\":", "<22>", "<22>1 ", "Nov", "Nov 24 02:03:04",
    "Feb 31 02:03:04 mx1 policyd-spf[7]: x",
    "2026-13-41T99:99:99Z mx1 x", "x[", "]:", "[]: spf", "<999999999999>", "mail_1 |",
  ]) func nothingTraps(_ line: String) {
    #expect(Fixture.read(line).events.isEmpty)
  }

  @Test(arguments: [
    "2001:db8::1", "::1", "::", "1::", "2001:DB8:0:0:1:0:0:1", "::ffff:192.0.2.1", "::ffff:c000:201",
    "1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:9", "1::2::3", ":1", "1:", "12345::", "1:2:3",
    "g::1",
    "fe80::1%eth0", "192.0.2.1", "192.0.2.256", "192.0.2", "192.0.2.01", "1:2:3:4:5:6:7:8::",
    "::1:2:3:4:5:6:7:8", "",
  ]) func addressesAreThoseOfTheLibrary(_ text: String) {
    let event = Fixture.event(
      "policyd-spf[7]: prepend Received-SPF: Pass (mailfrom) identity=mailfrom; client-ip=\(text); helo=a.example\n"
    )
    #expect(event != nil)
    #expect(event?.client == IPAddress(text))
  }
}
