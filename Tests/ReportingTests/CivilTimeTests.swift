import Reporting
import Testing

@Suite struct CivilTimeTests {
  @Test(arguments: [
    ("1970-01-01 00:00", 0), ("2026-11-24 14:05", 1_795_529_100), ("2026-11-24T14:05:00Z", 1_795_529_100),
    ("2026-11-24T23:05:00+09:00", 1_795_529_100), ("2024-02-29 12:00:01", 1_709_208_001),
  ])
  func isReadAndWritten(text: String, seconds: Int64) throws {
    let time = try #require(CivilTime(text))
    #expect(time.seconds == seconds)
    #expect(CivilTime(time.machine) == time)
    #expect(CivilTime(time.text) == time)
  }

  @Test(arguments: [
    "", "14:05", "2026-02-30 10:00", "2026-13-01 10:00", "2026-01-01 24:00", "2026-01-01 10:00X",
  ])
  func whatIsNoTimeIsRefused(text: String) {
    #expect(CivilTime(text) == nil)
  }

  @Test(arguments: [
    ("2026-11-24", 1_795_564_799), ("2026-11-24 14:05", 1_795_529_100), ("2024-02-29", 1_709_251_199),
  ])
  func endOfADayIsItsLastSecond(text: String, seconds: Int64) {
    #expect(CivilTime(end: text)?.seconds == seconds)
  }

  @Test(arguments: ["", "2026-02-30", "2026-11", "2026-11-24T", "2026-11-24T14", "tomorrow"])
  func whatIsNoEndIsRefused(text: String) {
    #expect(CivilTime(end: text) == nil)
  }

  @Test func isWrittenForEachReader() {
    let time = CivilTime(1_795_529_100)
    #expect(time.mail == "Tue, 24 Nov 2026 14:05:00 +0000")
    #expect(time.calendar == "20261124T140500Z")
    #expect(time.clock == "14:05:00")
  }
}
