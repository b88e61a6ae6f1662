/// What a case is taken for. The raw value is stable.
public enum Verdict: String, Sendable, Hashable, CaseIterable, Codable {
  /// See ``Cause/staleRecord``.
  case staleRecord = "stale-record"
  /// See ``Cause/forwarded``.
  case forwarded
  /// See ``Cause/forged``.
  case forged
  /// See ``Cause/brokenRecord``.
  case brokenRecord = "broken-record"
  /// See ``Cause/dnsTrouble``.
  case dnsTrouble = "dns-trouble"
  /// See ``Cause/hiddenClient``.
  case hiddenClient = "hidden-client"
  /// See ``Cause/unauthenticatedLocal``.
  case unauthenticatedLocal = "unauthenticated-local"
  /// The evidence does not decide.
  case unknown

  /// The verdict that `cause` is the one.
  public init(_ cause: Cause) {
    self =
      switch cause {
      case .staleRecord: .staleRecord
      case .forwarded: .forwarded
      case .forged: .forged
      case .brokenRecord: .brokenRecord
      case .dnsTrouble: .dnsTrouble
      case .hiddenClient: .hiddenClient
      case .unauthenticatedLocal: .unauthenticatedLocal
      }
  }
}
