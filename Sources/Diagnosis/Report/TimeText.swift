internal import MailLog
internal import Reporting

/// Times for people, as the log has them.
enum TimeText {
  /// `2026-01-29 08:29:46`, with `Z` if the log gave its zone.
  static func full(_ time: LogTime) -> String {
    CivilTime(time.seconds).text + (time.hasZone ? "Z" : "")
  }

  /// `2026-01-29`.
  static func day(_ time: LogTime) -> String { CivilTime(time.seconds).day }

  /// RFC 3339, with `Z` only if the log gave its zone.
  static func machine(_ time: LogTime) -> String {
    full(time).split(separator: " ").joined(separator: "T")
  }

  /// `Thu, 29 Jan 2026 08:29:46 +0000` (RFC 5322 section 3.3); a time without a zone is taken as universal.
  static func mail(_ seconds: Int64) -> String { CivilTime(seconds).mail }
}
