public import SPF

/// Reaches single name servers.
public protocol ServerConnector: Sendable {
  /// A resolver that asks only this server; nil if there can be none.
  func resolver(for server: ServerAddress) -> (any Resolver)?

  /// No more questions are asked.
  func close()
}
