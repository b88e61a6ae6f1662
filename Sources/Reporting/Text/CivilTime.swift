/// A time of the calendar, universal time.
public struct CivilTime: Sendable, Hashable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public let seconds: Int64

  /// A time from seconds since 1970-01-01T00:00:00Z.
  public init(_ seconds: Int64) {
    self.seconds = seconds
  }

  /// A time from RFC 3339, also without seconds, with a space for the `T`, and without a zone, which is then universal
  /// time: `2026-01-29 14:05`, `2026-01-29T14:05:00+09:00`. Nil if it is none, or before the year 1970.
  public init?(_ text: some StringProtocol) {
    var rest = Array(text.utf8)[...]
    func number(_ digits: Int) -> Int64? {
      let part = rest.prefix(digits)
      guard part.count == digits, part.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      rest = rest.dropFirst(digits)
      return part.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }
    func take(_ scalars: String) -> Bool {
      guard let first = rest.first, scalars.utf8.contains(first) else { return false }
      rest = rest.dropFirst()
      return true
    }
    guard let year = number(4), take("-"), let month = number(2), take("-"), let day = number(2),
      take("Tt "), let hour = number(2), take(":"), let minute = number(2)
    else { return nil }
    var second: Int64 = 0
    if take(":") {
      guard let given = number(2) else { return nil }
      second = given
    }
    var offset: Int64 = 0
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
      let sign: Int64 = rest.first == UInt8(ascii: "+") ? 1 : -1
      rest = rest.dropFirst()
      guard let hours = number(2), take(":"), let minutes = number(2), hours < 24, minutes < 60 else {
        return nil
      }
      offset = sign * (hours * 3600 + minutes * 60)
    } else {
      _ = take("Zz")
    }
    guard rest.isEmpty, year >= 1970, (1...12).contains(month), (1...31).contains(day), hour < 24,
      minute < 60, second < 60
    else { return nil }
    let midnight = Self.days(year, month, day) * 86_400
    let time = CivilTime(midnight)
    // The 30th of February is another day.
    guard time.date == (year, month, day) else { return nil }
    seconds = midnight + hour * 3600 + minute * 60 + second - offset
  }

  /// The end of something: a time as above, or a date, `2026-01-29`, the last second of which in universal time is meant.
  public init?(end text: some StringProtocol) {
    guard let time = CivilTime(text) ?? CivilTime("\(text)T23:59:59Z") else { return nil }
    self = time
  }

  /// `2026-01-29 08:29:46`.
  public var text: String { "\(day) \(clock)" }

  /// `2026-01-29`.
  public var day: String {
    let (year, month, day) = date
    return "\(Self.pad(year, 4))-\(Self.pad(month))-\(Self.pad(day))"
  }

  /// `08:29:46`.
  public var clock: String {
    "\(Self.pad(ofDay / 3600)):\(Self.pad(ofDay / 60 % 60)):\(Self.pad(ofDay % 60))"
  }

  /// RFC 3339: `2026-01-29T08:29:46Z`.
  public var machine: String { "\(day)T\(clock)Z" }

  /// RFC 5545 section 3.3.5: `20260129T082946Z`.
  public var calendar: String { machine.filter { $0 != "-" && $0 != ":" } }

  /// `Thu, 29 Jan 2026 08:29:46 +0000` (RFC 5322 section 3.3).
  public var mail: String {
    let (year, month, day) = date
    let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let weekday = weekdays[Int(Self.modulo((seconds - ofDay) / 86_400, 7))]
    return "\(weekday), \(Self.pad(day)) \(months[Int(month) - 1]) \(Self.pad(year, 4)) \(clock) +0000"
  }

  private var ofDay: Int64 { Self.modulo(seconds, 86_400) }

  private static func modulo(_ value: Int64, _ divisor: Int64) -> Int64 {
    let rest = value % divisor
    return rest < 0 ? rest + divisor : rest
  }

  private static func pad(_ value: Int64, _ width: Int = 2) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  // Years begin in March here, so that the leap day is the last.

  private var date: (Int64, Int64, Int64) {
    let days = (seconds - ofDay) / 86_400 + 719_468
    let era = (days - Self.modulo(days, 146_097)) / 146_097
    let ofEra = days - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let era = year / 400
    let ofEra = year - era * 400
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }
}
