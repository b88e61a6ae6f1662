/// An MX record (RFC 1035 section 3.3.9).
public struct MailExchange: Sendable, Hashable {
  /// Lower is preferred.
  public let preference: UInt16
  /// The host; the root in a null MX (RFC 7505).
  public let exchange: DomainName

  /// An MX record.
  public init(preference: UInt16, exchange: DomainName) {
    self.preference = preference
    self.exchange = exchange
  }
}
