/// How bad a finding is.
public enum Severity: String, Sendable, Hashable, CaseIterable, Encodable {
  /// Mail is refused, or anybody may send.
  case error
  /// Likely a mistake, or a risk.
  case warning
  /// Worth knowing.
  case info

  /// 0 for the worst.
  public var rank: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .info: 2
    }
  }
}
