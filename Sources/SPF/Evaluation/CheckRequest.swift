/// The arguments of check_host() (RFC 7208 section 4.1), and what macros may need besides.
public struct CheckRequest: Sendable {
  /// The identity: gives `<domain>`, `<sender>` and `%{h}`.
  public let identity: Identity
  /// `<ip>`: the client's address.
  public let client: IPAddress
  /// Whether ``CheckOutcome/trace`` is wanted.
  public let isTraced: Bool
  // Few records ask for it, and a request is handed on several times.
  private let surroundings: Surroundings?

  private final class Surroundings: Sendable {
    let receiver: String?
    let timestamp: Int64

    init(receiver: String?, timestamp: Int64) {
      self.receiver = receiver
      self.timestamp = timestamp
    }
  }

  /// A request.
  public init(
    _ identity: Identity, client: IPAddress, receiver: String? = nil, timestamp: Int64 = 0,
    isTraced: Bool = false
  ) {
    // Before the fields are set: a branch among them would cost a copy of all.
    let surroundings =
      receiver == nil && timestamp == 0 ? nil : Surroundings(receiver: receiver, timestamp: timestamp)
    self.identity = identity
    self.client = client
    self.isTraced = isTraced
    self.surroundings = surroundings
  }

  /// The same for another identity.
  public func about(_ identity: Identity) -> CheckRequest {
    CheckRequest(identity, client: client, isTraced: isTraced, surroundings: surroundings)
  }

  private init(_ identity: Identity, client: IPAddress, isTraced: Bool, surroundings: Surroundings?) {
    self.identity = identity
    self.client = client
    self.isTraced = isTraced
    self.surroundings = surroundings
  }

  /// For `%{r}`: the receiving host's name; `unknown` if nil (section 7.3).
  public var receiver: String? { surroundings?.receiver }
  /// For `%{t}`: seconds since 1970-01-01T00:00:00Z.
  public var timestamp: Int64 { surroundings?.timestamp ?? 0 }
}
