public import SPF

/// The exit status of `spf check` for each result.
public enum CheckExitStatus: Int32, Sendable, CaseIterable {
  /// Authorised.
  case pass = 0
  /// Not authorised.
  case fail = 1
  /// Probably not authorised.
  case softfail = 2
  /// Nothing asserted.
  case neutral = 3
  /// The record cannot be used.
  case permerror = 4
  /// DNS could not be asked.
  case temperror = 5
  /// No record, or no domain.
  case none = 6

  /// The status for `result`.
  public init(_ result: SPFResult) {
    self =
      switch result {
      case .pass: .pass
      case .fail: .fail
      case .softfail: .softfail
      case .neutral: .neutral
      case .permerror: .permerror
      case .temperror: .temperror
      case .none: .none
      }
  }
}
