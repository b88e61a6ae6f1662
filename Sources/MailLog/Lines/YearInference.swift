/// Finds the year that times of RFC 3164 leave out. A log grows forwards: the year is the latest in which its
/// first line is not in the future, and it advances where the months begin anew.
struct YearInference {
  /// Half a year: what goes further back than that is a new year, not disorder.
  private static let turn: Int64 = 183 * 86_400
  /// How far ahead of us another host's clock or time zone may be.
  private static let slack: Int64 = 86_400

  private let now: Int64
  private var year: Int?
  private var latest: Int64 = .min

  init(now: Int64) { self.now = now }

  /// What is known of the end of the file that begins: its last time makes the first year certain in a log
  /// that turned a year.
  mutating func begin(first: CivilDate, last: CivilDate) {
    guard year == nil else { return }
    var end = last
    end.year = latestYear(of: last)
    var start = first
    start.year = end.year
    if start.secondsSince1970 > end.secondsSince1970 + Self.slack { start.year -= 1 }
    year = start.year
  }

  /// The seconds of a date whose year is not told.
  mutating func seconds(of date: CivilDate) -> Int64? {
    var date = date
    guard let known = year else {
      date.year = latestYear(of: date)
      guard date.isValid else { return nil }
      year = date.year
      latest = date.secondsSince1970
      return latest
    }
    date.year = known
    var seconds = date.secondsSince1970
    if latest != .min {
      if seconds < latest - Self.turn {
        date.year = known + 1
        if date.secondsSince1970 <= now + Self.slack {
          year = known + 1
          seconds = date.secondsSince1970
        }
      } else if seconds > latest + Self.turn {
        // A line of December that came late; or a log that is not in order.
        date.year = known - 1
        if date.secondsSince1970 > latest - Self.turn { seconds = date.secondsSince1970 }
      }
    }
    latest = max(latest, seconds)
    return seconds
  }

  private func latestYear(of date: CivilDate) -> Int {
    var date = date
    date.year = CivilDate.year(of: now + Self.slack)
    for _ in 0..<9 {
      if date.isValid, date.secondsSince1970 <= now + Self.slack { return date.year }
      date.year -= 1
    }
    return CivilDate.year(of: now)
  }
}
