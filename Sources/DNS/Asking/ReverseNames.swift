public import SPF

/// The names of an address by reverse mapping, and which of them are confirmed: have that address (iprev, RFC 8601
/// section 3).
public struct ReverseNames: Sendable, Hashable {
  /// All of them; nil if DNS failed.
  public let pointers: [DomainName]?
  /// Those of ``pointers`` that have the address.
  public let confirmed: [DomainName]
  /// Those of ``pointers`` that have no address of the same family at all, so that nothing contradicts them.
  public let unrefuted: [DomainName]
  /// The IPv4 addresses of the names of an IPv6 address.
  public let twins: [IPAddress]
  /// Whether DNS failed for a name whose addresses were asked for.
  public let isIncomplete: Bool

  /// Nothing known of an address that nobody asks for.
  public static let none = ReverseNames(
    pointers: [], confirmed: [], unrefuted: [], twins: [], isIncomplete: false)

  /// So many names are confirmed.
  private static let mostPointers = 5

  /// Asks for the names of `address`, and for theirs.
  public static func gather(_ address: IPAddress, resolver: some Resolver) async -> ReverseNames {
    let pointers = await resolver.names(.ptr, of: address.reverseName)
    var confirmed: [DomainName] = []
    var unrefuted: [DomainName] = []
    var twins: [IPAddress] = []
    var isIncomplete = pointers == nil
    for name in (pointers ?? []).prefix(mostPointers) where name != .root {
      guard let addresses = await resolver.addresses(of: name) else {
        isIncomplete = true
        continue
      }
      if addresses.contains(address) {
        confirmed.append(name)
      } else if !addresses.contains(where: { $0.family == address.family }) {
        unrefuted.append(name)
      }
      if address.family == .ipv6 { twins += addresses.filter { $0.family == .ipv4 } }
    }
    return ReverseNames(
      pointers: pointers, confirmed: confirmed, unrefuted: unrefuted, twins: twins, isIncomplete: isIncomplete
    )
  }
}
