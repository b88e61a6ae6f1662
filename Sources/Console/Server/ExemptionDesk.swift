public import PolicyService

/// Where temporary exemptions are kept.
public protocol ExemptionDesk: Sendable {
  /// The exemptions there are.
  func list() throws -> [TemporaryExemption]

  /// Adds one, or replaces that for the same domain and network. `now` is in seconds since 1970.
  func add(_ exemption: TemporaryExemption, now: Int64) throws

  /// Whether a reason can be kept.
  func isReason(_ text: String) -> Bool
}
