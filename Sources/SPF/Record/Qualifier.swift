/// `qualifier = "+" / "-" / "?" / "~"` (RFC 7208 section 4.6.1). The raw value is the octet.
public enum Qualifier: UInt8, Sendable, Hashable, CaseIterable {
  /// `+`, the default.
  case pass = 0x2b
  /// `-`.
  case fail = 0x2d
  /// `~`.
  case softfail = 0x7e
  /// `?`.
  case neutral = 0x3f

  /// The result that a match gives (section 4.6.2).
  public var result: SPFResult {
    switch self {
    case .pass: .pass
    case .fail: .fail
    case .softfail: .softfail
    case .neutral: .neutral
    }
  }
}
