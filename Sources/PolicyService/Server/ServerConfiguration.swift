/// How a resident service listens, and its limits.
public struct ServerConfiguration: Sendable, Hashable {
  /// Where it listens for the policy protocol.
  public var addresses: [ListenAddress]
  /// Where it listens as a milter.
  public var milterAddresses: [ListenAddress] = []
  /// How it works as a milter.
  public var milter = MilterConfiguration()
  /// Where `/metrics` and `/health` are served over HTTP; nil for nowhere.
  public var statusAddress: ListenAddress?
  /// The sockets that systemd has opened.
  public var inherited = SystemdSockets()
  /// The permissions of unix sockets.
  public var socketMode: UInt16 = 0o660
  /// Connections at a time; further ones are closed at once. Fewer, with a warning in the log, where the limit
  /// on open files has no room for them.
  public var maximumConnections = 20_000
  /// Requests that need DNS at a time, over all connections; each has one under way at most. Further ones wait in line, and
  /// nothing more is read from their connections.
  public var maximumRequests = 4096
  /// How long a connection may be silent between requests. Postfix closes its own after 300 s.
  public var idleTimeout: Duration = .seconds(900)
  /// How long a request may take to arrive, from its first octet to its last.
  public var requestTimeout: Duration = .seconds(100)
  /// How long requests under way have to finish when the service stops.
  public var stopTimeout: Duration = .seconds(25)
  /// The limits on one request.
  public var requestLimits = PolicyRequestDecoder.Limits()
  /// The event loops; nil for one per core.
  public var threads: Int?
  /// As whom the service runs once its sockets are open; nil to stay who it is.
  public var account: ServiceAccount?

  /// The addresses listened on, of the policy protocol and of milters.
  public var listenerCount: Int { addresses.count + milterAddresses.count }

  /// A service with the default limits.
  public init(addresses: [ListenAddress]) {
    self.addresses = addresses
  }
}
