/// Reads the time at the front of a line. A log has many lines of the same second, so the last one is kept.
struct TimeReader {
  private var years: YearInference
  private var lastText: (UInt64, UInt64) = (0, 0)
  private var lastSeconds: Int64?

  init(now: Int64) { years = YearInference(now: now) }

  /// See ``YearInference/begin(first:last:)``; for lines without a year only.
  mutating func begin(first: Octets, last: Octets) {
    guard let start = Self.traditional(first), let end = Self.traditional(last) else { return }
    years.begin(first: start.date, last: end.date)
  }

  /// The time of a date that has no year.
  mutating func read(_ date: CivilDate) -> LogTime? {
    years.seconds(of: date).map { LogTime(seconds: $0, hasZone: false) }
  }

  /// The time at the front and the length of its text; nil if there is none.
  mutating func read(_ line: Octets) -> (time: LogTime, length: Int)? {
    guard line.count >= 15, let first = line.first else { return nil }
    if Octets.isLetter(first) { return readTraditional(line) }
    if Octets.isDigit(first) { return Self.readISO(line) }
    return nil
  }

  /// `Nov 24 02:03:04`, RFC 3164 section 4.1.2; with a fraction or a year behind it, as some write.
  private mutating func readTraditional(_ line: Octets) -> (time: LogTime, length: Int)? {
    let key = line.key15
    if let seconds = lastSeconds, key == lastText, line.count == 15 || line[15] == 0x20 {
      return (LogTime(seconds: seconds, hasZone: false), 15)
    }
    guard let (date, length, hasYear) = Self.traditional(line) else { return weekday(line) }
    let seconds: Int64
    if hasYear {
      guard date.isValid else { return nil }
      seconds = date.secondsSince1970
    } else {
      guard let inferred = years.seconds(of: date) else { return nil }
      seconds = inferred
      if length == 15 {
        lastText = key
        lastSeconds = seconds
      }
    }
    return (LogTime(seconds: seconds, hasZone: false), length)
  }

  /// The date of RFC 3164 without its year.
  static func traditional(_ line: Octets) -> (date: CivilDate, length: Int, hasYear: Bool)? {
    guard line.count >= 15, line[3] == 0x20 else { return nil }
    let names = Octets("janfebmaraprmayjunjulaugsepoctnovdec")
    var month = 0
    for candidate in 1...12 {
      let at = (candidate - 1) * 3
      if Octets.fold(line[0]) == names[at], Octets.fold(line[1]) == names[at + 1],
        Octets.fold(line[2]) == names[at + 2]
      {
        month = candidate
        break
      }
    }
    guard month > 0 else { return nil }
    // One digit with or without the blank that makes it two wide.
    var index = 4
    if line[index] == 0x20 { index += 1 }
    let dayStart = index
    while index < line.count, Octets.isDigit(line[index]) { index += 1 }
    guard let day = line[dayStart..<index].number, index < line.count, line[index] == 0x20 else { return nil }
    index += 1
    var year = 0
    if index + 13 <= line.count, line[index + 4] == 0x20, let value = line[index..<(index + 4)].number {
      year = value
      index += 5
    }
    guard let second = clock(line, at: index) else { return nil }
    index += 8
    if index < line.count, line[index] == UInt8(ascii: ".") {
      index += 1
      while index < line.count, Octets.isDigit(line[index]) { index += 1 }
    }
    if year == 0, index + 5 <= line.count, line[index] == 0x20,
      let value = line[(index + 1)..<(index + 5)].number,
      value >= 1970, index + 5 == line.count || line[index + 5] == 0x20
    {
      year = value
      index += 5
    }
    return (CivilDate(year: year, month: month, day: day, second: second), index, year != 0)
  }

  /// `Wed 2026-11-25 10:11:12 CET`, as journalctl writes with `-o short-full`.
  private func weekday(_ line: Octets) -> (time: LogTime, length: Int)? {
    guard line.count >= 24, line[3] == 0x20, Octets.isDigit(line[4]),
      let (time, length) = Self.readISO(line.dropFirst(4))
    else { return nil }
    var end = 4 + length
    guard end < line.count, line[end] == 0x20 else { return nil }
    var index = end + 1
    while index < line.count, Octets.isLetter(line[index]) { index += 1 }
    let zone = line[(end + 1)..<index]
    guard zone.count >= 2, zone.count <= 5, index < line.count, line[index] == 0x20 else {
      return (time, end)
    }
    end = index
    return (LogTime(seconds: time.seconds, hasZone: zone == "UTC" || zone == "GMT"), end)
  }

  /// RFC 3339, with a blank for the `T`, a comma before the fraction, and without a zone too.
  static func readISO(_ line: Octets) -> (time: LogTime, length: Int)? {
    guard line.count >= 19, line[4] == UInt8(ascii: "-"), line[7] == UInt8(ascii: "-"),
      line[10] == UInt8(ascii: "T") || line[10] == 0x20, let year = line[0..<4].number,
      let month = line[5..<7].number, let day = line[8..<10].number, let second = clock(line, at: 11)
    else { return nil }
    let date = CivilDate(year: year, month: month, day: day, second: second)
    guard date.isValid else { return nil }
    var index = 19
    if index < line.count, line[index] == UInt8(ascii: ".") || line[index] == UInt8(ascii: ",") {
      index += 1
      while index < line.count, Octets.isDigit(line[index]) { index += 1 }
    }
    var seconds = date.secondsSince1970
    guard index < line.count else { return (LogTime(seconds: seconds, hasZone: false), index) }
    if line[index] == UInt8(ascii: "Z") { return (LogTime(seconds: seconds, hasZone: true), index + 1) }
    // Exim and others put a blank before the zone.
    var zoneAt = index
    if line[zoneAt] == 0x20, zoneAt + 5 < line.count, line[zoneAt + 1] != UInt8(ascii: "[") { zoneAt += 1 }
    guard line[zoneAt] == UInt8(ascii: "+") || line[zoneAt] == UInt8(ascii: "-"), zoneAt + 5 <= line.count,
      let hours = line[(zoneAt + 1)..<(zoneAt + 3)].number
    else { return (LogTime(seconds: seconds, hasZone: false), index) }
    var at = zoneAt + 3
    if line[at] == UInt8(ascii: ":") { at += 1 }
    guard at + 2 <= line.count, let minutes = line[at..<(at + 2)].number else {
      return (LogTime(seconds: seconds, hasZone: false), index)
    }
    let offset = Int64(hours * 3600 + minutes * 60)
    seconds += line[zoneAt] == UInt8(ascii: "+") ? -offset : offset
    return (LogTime(seconds: seconds, hasZone: true), at + 2)
  }

  /// `hh:mm:ss` as seconds since midnight.
  private static func clock(_ line: Octets, at index: Int) -> Int? {
    guard index + 8 <= line.count, line[index + 2] == UInt8(ascii: ":"), line[index + 5] == UInt8(ascii: ":"),
      let hours = line[index..<(index + 2)].number, let minutes = line[(index + 3)..<(index + 5)].number,
      let seconds = line[(index + 6)..<(index + 8)].number, hours < 24, minutes < 60, seconds <= 60
    else { return nil }
    return hours * 3600 + minutes * 60 + seconds
  }
}

extension Octets {
  /// The first fifteen octets as two numbers; there must be so many.
  fileprivate var key15: (UInt64, UInt64) {
    unsafe withBuffer { buffer in
      guard let start = buffer.baseAddress, buffer.count >= 15 else { return (0, 0) }
      let raw = unsafe UnsafeRawPointer(start)
      return unsafe (
        raw.loadUnaligned(as: UInt64.self), raw.loadUnaligned(fromByteOffset: 7, as: UInt64.self)
      )
    }
  }
}
