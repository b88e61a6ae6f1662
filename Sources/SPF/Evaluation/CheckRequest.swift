/// The arguments of check_host() (RFC 7208 section 4.1), and what macros may need besides.
public struct CheckRequest: Sendable {
  /// The identity: gives `<domain>`, `<sender>` and `%{h}`.
  public var identity: Identity
  /// `<ip>`: the client's address.
  public var client: IPAddress
  /// For `%{r}`: the receiving host's name; `unknown` if nil (section 7.3).
  public var receiver: String?
  /// For `%{t}`: seconds since 1970-01-01T00:00:00Z.
  public var timestamp: Int64
  /// Whether ``CheckOutcome/trace`` is wanted.
  public var isTraced: Bool

  /// A request.
  public init(
    _ identity: Identity, client: IPAddress, receiver: String? = nil, timestamp: Int64 = 0,
    isTraced: Bool = false
  ) {
    self.identity = identity
    self.client = client
    self.receiver = receiver
    self.timestamp = timestamp
    self.isTraced = isTraced
  }
}
