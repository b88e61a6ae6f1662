/// A date and time of the proleptic Gregorian calendar.
struct CivilDate: Sendable, Equatable {
  var year: Int
  var month: Int
  var day: Int
  /// Seconds since midnight.
  var second: Int

  /// Whether there is such a day.
  var isValid: Bool {
    guard (1...12).contains(month), day >= 1, second >= 0, second <= 86_400 else { return false }
    let days = [31, Self.isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return day <= days[month - 1]
  }

  static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  /// Seconds since 1970-01-01T00:00:00, as if the time were universal.
  var secondsSince1970: Int64 {
    // Years begin in March here, so that the leap day is the last one.
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int64(era * 146_097 + dayOfEra - 719_468) * 86_400 + Int64(second)
  }

  /// The year in which a moment lies.
  static func year(of seconds: Int64) -> Int {
    var year = 1970 + Int(seconds / 31_556_952)
    while CivilDate(year: year, month: 1, day: 1, second: 0).secondsSince1970 > seconds { year -= 1 }
    while CivilDate(year: year + 1, month: 1, day: 1, second: 0).secondsSince1970 <= seconds { year += 1 }
    return year
  }
}
