internal import MailLog

/// Times for people, as the log has them.
enum TimeText {
  /// `2026-01-29 08:29:46`, with `Z` if the log gave its zone.
  static func full(_ time: LogTime) -> String {
    let (year, month, day) = date(time.seconds)
    let rest = modulo(time.seconds, 86_400)
    return
      "\(pad(year, 4))-\(pad(month))-\(pad(day)) \(pad(rest / 3600)):\(pad(rest / 60 % 60)):\(pad(rest % 60))"
      + (time.hasZone ? "Z" : "")
  }

  /// `2026-01-29`.
  static func day(_ time: LogTime) -> String { String(full(time).prefix(10)) }

  /// RFC 3339, with `Z` only if the log gave its zone.
  static func machine(_ time: LogTime) -> String {
    full(time).split(separator: " ").joined(separator: "T")
  }

  /// `Thu, 29 Jan 2026 08:29:46 +0000` (RFC 5322 section 3.3); a time without a zone is taken as universal.
  static func mail(_ seconds: Int64) -> String {
    let (year, month, day) = date(seconds)
    let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let days = (seconds - modulo(seconds, 86_400)) / 86_400
    let rest = modulo(seconds, 86_400)
    return
      "\(weekdays[Int(modulo(days, 7))]), \(pad(day)) \(months[Int(month) - 1]) \(pad(year, 4)) \(pad(rest / 3600)):\(pad(rest / 60 % 60)):\(pad(rest % 60)) +0000"
  }

  private static func modulo(_ value: Int64, _ divisor: Int64) -> Int64 {
    let rest = value % divisor
    return rest < 0 ? rest + divisor : rest
  }

  private static func pad(_ value: Int64, _ width: Int = 2) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  /// The civil date of a time: years begin in March so that the leap day is the last.
  private static func date(_ seconds: Int64) -> (Int64, Int64, Int64) {
    let days = (seconds - modulo(seconds, 86_400)) / 86_400 + 719_468
    let era = (days - modulo(days, 146_097)) / 146_097
    let ofEra = days - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}
