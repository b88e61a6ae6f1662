public import SPF

/// Reaches single name servers.
public protocol ServerConnector: Sendable {
  /// A resolver that asks only the server at `address`; nil if there can be none.
  func resolver(for address: IPAddress) -> (any Resolver)?

  /// No more questions are asked.
  func close()
}
