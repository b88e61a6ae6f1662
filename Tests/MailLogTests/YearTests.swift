import MailLog
import SPF
import Testing

/// The years that RFC 3164 leaves out.
@Suite struct YearTests {
  static func line(_ time: String) -> String {
    "\(time) mx1 policyd-spf[7]: prepend Received-SPF: Pass (mailfrom) identity=mailfrom; client-ip=203.0.113.7; "
      + "helo=mail.example.org; envelope-from=alice@example.org; receiver=<UNKNOWN>\n"
  }

  static func seconds(_ times: [String], now: Int64, last: String? = nil) -> [Int64?] {
    var events: [SPFEvent] = []
    let reader = MailLogReader(options: MailLogOptions(now: now)) { events.append($0) }
    if let last { reader.expect(firstLine: Array(line(times[0]).utf8), lastLine: Array(line(last).utf8)) }
    reader.feed(Array(times.map(line).joined().utf8))
    reader.finish()
    return events.sorted { $0.source.line < $1.source.line }.map { $0.time?.seconds }
  }

  static let newYear2027: Int64 = 1_798_761_600

  @Test func acrossNewYear() {
    let now = Self.newYear2027 + 10 * 86_400
    let found = Self.seconds(["Dec 31 23:59:59", "Jan  1 00:00:00", "Jan  2 00:00:00"], now: now)
    #expect(found == [Self.newYear2027 - 1, Self.newYear2027, Self.newYear2027 + 86_400])
  }

  @Test func aLateLineOfDecember() {
    let now = Self.newYear2027 + 10 * 86_400
    let found = Self.seconds(["Dec 31 23:59:58", "Jan  1 00:00:00", "Dec 31 23:59:59"], now: now)
    #expect(found == [Self.newYear2027 - 2, Self.newYear2027, Self.newYear2027 - 1])
  }

  @Test func notInTheFuture() {
    // A clock or a zone ahead of ours is no reason to go back a year.
    #expect(Self.seconds(["Jan  1 05:00:00"], now: Self.newYear2027) == [Self.newYear2027 + 18_000])
    #expect(
      Self.seconds(["Jan  3 00:00:00"], now: Self.newYear2027) == [
        Self.newYear2027 + 2 * 86_400 - 365 * 86_400
      ])
  }

  @Test func leapDay() {
    // In 2027 the last 29 February was that of 2024.
    #expect(Self.seconds(["Feb 29 00:00:00"], now: Self.newYear2027) == [1_709_164_800])
  }

  @Test func theEndTellsTheBeginning() {
    // November, March and May with an end in May: the first is of the year before.
    let times = ["Nov  8 14:20:32", "Mar 30 09:03:12", "May 11 16:47:50"]
    let found = Self.seconds(times, now: Fixture.now, last: times[2])
    #expect(found == [1_762_611_632, 1_774_861_392, 1_778_518_070])
  }
}
