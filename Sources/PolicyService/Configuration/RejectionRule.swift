public import SPF

/// Which results of an identity refuse a message (`HELO_reject` and `Mail_From_reject` of policyd-spf.conf).
/// The raw values are those of that file.
public enum RejectionRule: String, Sendable, Hashable, CaseIterable {
  /// Fail, softfail, neutral and permerror.
  case notPass = "SPF_Not_Pass"
  /// Fail and softfail.
  case softfail = "Softfail"
  /// Fail.
  case fail = "Fail"
  /// HELO only: fail, and only when the reverse-path is null.
  case null = "Null"
  /// None: a header field is added.
  case never = "False"
  /// The identity is not checked at all.
  case notChecked = "No_Check"

  /// What this rule says about a result; errors are decided by `errors`.
  public func verdict(on result: SPFResult, errors: ErrorRules, isNullSender: Bool) -> Verdict {
    switch self {
    case .never, .notChecked: return .accept
    case .null where !isNullSender: return .accept
    case .notPass, .softfail, .fail, .null: break
    }
    switch result {
    case .none, .pass: return .accept
    case .fail: return .reject
    case .softfail: return self == .notPass || self == .softfail ? .reject : .accept
    case .neutral: return self == .notPass ? .reject : .accept
    case .permerror: return self == .notPass || errors.rejectsPermanentErrors ? .reject : .accept
    case .temperror: return errors.temporaryErrors == .accept ? .accept : .defer
    }
  }

  /// What is done with a message because of a result.
  public enum Verdict: Sendable, Hashable {
    /// It may pass.
    case accept
    /// It is refused for good.
    case reject
    /// It is refused for now.
    case `defer`
  }
}
