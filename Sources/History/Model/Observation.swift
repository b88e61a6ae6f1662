public import SPF

/// What was seen of one sender within one hour, and how often: messages alike in everything but their number.
///
/// Names are text made safe by ``HistoryText``.
public struct Observation: Sendable, Hashable {
  /// Hours since 1970-01-01T00:00:00Z.
  public var hour: Int
  /// The domain that was checked, as A-labels in lower case.
  public var domain: String
  /// Which identity was checked (RFC 7208 section 2.3 and 2.4).
  public var scope: Identity.Scope
  /// The network of the client, host bits cleared.
  public var network: IPNetwork
  /// The name given with HELO.
  public var helo: String
  /// The client's name as the mail server has verified it; `unknown` or empty where it has none.
  public var reverseName: String
  /// The result of the check.
  public var result: SPFResult
  /// What was done with the messages.
  public var action: ObservedAction
  /// The number of messages, 1 or more.
  public var count: Int

  /// An observation.
  public init(
    hour: Int, domain: String, scope: Identity.Scope, network: IPNetwork, helo: String, reverseName: String,
    result: SPFResult, action: ObservedAction, count: Int = 1
  ) {
    self.hour = hour
    self.domain = domain
    self.scope = scope
    self.network = network
    self.helo = helo
    self.reverseName = reverseName
    self.result = result
    self.action = action
    self.count = count
  }
}
