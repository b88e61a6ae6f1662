public import SPF

/// A host that sends mail for the domain: known to its owner, and to nobody else.
public struct Sender: Sendable, Hashable {
  /// The address that receivers see, after NAT.
  public let address: IPAddress
  /// The domain of the MAIL FROM of such mail; nil if it is the one that is checked.
  public let returnPath: DomainName?

  /// A sender.
  public init(_ address: IPAddress, returnPath: DomainName? = nil) {
    self.address = address
    self.returnPath = returnPath
  }

  /// A sender as written on a command line: `192.0.2.1`, or `192.0.2.1=bounces.example.net` where its MAIL FROM has
  /// another domain.
  public init(_ text: String) throws(LintError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let address = IPAddress(first) else { throw .badSender(text) }
    self.address = address
    guard parts.count > 1 else {
      returnPath = nil
      return
    }
    guard let domain = Identity.helo(parts[1]).domain else { throw .badSender(text) }
    returnPath = domain
  }
}

extension Sender: CustomStringConvertible {
  /// As written on a command line.
  public var description: String { "\(address)" + (returnPath.map { "=\($0)" } ?? "") }
}
