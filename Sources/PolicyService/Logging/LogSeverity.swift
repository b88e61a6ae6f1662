/// How serious a log line is; the raw values are those of syslog (RFC 5424 section 6.2.1).
public enum LogSeverity: UInt8, Sendable, Hashable {
  /// Something does not work.
  case error = 3
  /// Something may not work.
  case warning = 4
  /// Something works again: said wherever it was said that it does not.
  case notice = 5
  /// What happened.
  case info = 6

  /// The word in JSON.
  var word: StaticString {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .notice: "notice"
    case .info: "info"
    }
  }
}
