/// Why SPF did not let a message pass. The raw value is stable.
public enum Cause: String, Sendable, Hashable, CaseIterable, Codable {
  /// A server of the sender's own, or of its hired service, which its record does not cover.
  case staleRecord = "stale-record"
  /// A third party passed on legitimate mail.
  case forwarded
  /// Somebody else used the name.
  case forged
  /// The record cannot be evaluated.
  case brokenRecord = "broken-record"
  /// DNS did not answer.
  case dnsTrouble = "dns-trouble"
  /// The receiver's own NAT, proxy, container network or relay hid the real client.
  case hiddenClient = "hidden-client"
  /// The receiver's own users or hosts were checked like strangers.
  case unauthenticatedLocal = "unauthenticated-local"
}
