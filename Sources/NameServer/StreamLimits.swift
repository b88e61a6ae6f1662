/// What a name server grants its clients over TCP.
public struct StreamLimits: Sendable {
  /// The most connections at a time; one more is closed at once (RFC 7766 section 6.2.2 lets a server do so).
  public var maximumConnections = 64
  /// A connection on which nothing happens for so long is closed (RFC 7766 section 6.2.3).
  public var idleTimeout: Duration = .seconds(10)

  /// The defaults.
  public init() {}
}
