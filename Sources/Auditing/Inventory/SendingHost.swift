public import SPF

/// A host that sends mail.
public struct SendingHost: Sendable, Hashable {
  /// What it is called in the inventory.
  public let label: String
  /// Its name in DNS; nil if it is called by something else.
  public var name: DomainName?
  /// What it says with HELO or EHLO; nil if it is not known.
  public var helo: DomainName?
  /// The addresses from which receivers see it come, after any translation.
  public var addresses: [IPAddress]
  /// Families of which its addresses are asked of DNS at its name.
  public var lookedUp: Set<IPAddress.Family>
  /// Families that it does not use, as its owner says.
  public var unused: Set<IPAddress.Family>

  /// A host. Without addresses they are those that DNS has for its name.
  public init(
    label: String, name: DomainName?, helo: DomainName?, addresses: [IPAddress],
    lookedUp: Set<IPAddress.Family> = [], unused: Set<IPAddress.Family> = []
  ) {
    self.label = label
    self.name = name
    self.helo = helo
    self.addresses = addresses
    self.lookedUp = lookedUp
    self.unused = unused
  }
}
