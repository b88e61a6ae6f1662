/// How ``CAresResolver`` asks.
///
/// The servers are asked in their order. The next one is asked when a server cannot be reached, does not
/// answer in time, or has no answer: SERVFAIL, REFUSED or another response code, or a response that cannot be
/// used. A server that was silent lately is asked after the others.
public struct CAresOptions: Sendable {
  /// The servers to ask, in this order; those of resolv.conf if empty. No more than eight are used.
  public var servers: [ServerAddress] = []
  /// The file that names the servers where ``servers`` does not; nil for that of the system.
  public var resolvConf: String?
  /// How long one try waits for one server, before it is doubled with each round; at least 1 ms.
  public var timeout: Duration = .seconds(2)
  /// How often a server that stays silent is tried, 1 to 10.
  public var tries = 3
  /// The most queries under way at once; one more is answered with ``CAresResolver/overloaded``.
  public var maximumQueries = 4096
  /// The octets a UDP response may have (RFC 6891), 512 to 4096; 1232 fits an IPv6 packet without fragments.
  public var payloadSize: UInt16 = 1232
  /// Whether the end of a chain of aliases is asked for where the server knows only its beginning. Who wants to know
  /// what one authoritative server says does not.
  public var followsAliases = true
  /// Whether signatures are asked for with the records, see ``DNSAnswer/Details/signatures``.
  public var wantsSignatures = false

  /// The defaults.
  public init() {}
}
