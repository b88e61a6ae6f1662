/// An exact set of client addresses, of IPv4 and IPv6.
///
/// It is in canonical form: equal sets are equal values, however they came about. IPv4-mapped IPv6 addresses
/// (`::ffff:0:0/96`) are never members, because a client with such an address is an IPv4 client (RFC 7208
/// section 5).
public struct NetworkSet: Sendable, Hashable {
  var ipv4 = AddressSpans()
  var ipv6 = AddressSpans()

  private static let mapped = AddressSpans.Span(lower: 0xffff_0000_0000, upper: 0xffff_ffff_ffff)

  /// No address.
  public init() {}

  /// The addresses of `network`, whatever its host bits are.
  public init(_ network: IPNetwork) {
    let span = Self.span(of: network)
    switch network.address.family {
    case .ipv4: ipv4 = AddressSpans(span.lower, span.upper)
    case .ipv6: ipv6 = Self.withoutMapped(AddressSpans(span.lower, span.upper))
    }
  }

  /// The addresses of all `networks`.
  public init(_ networks: some Sequence<IPNetwork>) {
    var four: [AddressSpans.Span] = []
    var six: [AddressSpans.Span] = []
    for network in networks {
      if network.address.family == .ipv4 {
        four.append(Self.span(of: network))
      } else {
        six.append(Self.span(of: network))
      }
    }
    ipv4 = AddressSpans(unordered: four)
    ipv6 = Self.withoutMapped(AddressSpans(unordered: six))
  }

  /// The addresses of `ranges`, each of one family.
  public init(ranges: some Sequence<ClosedRange<IPAddress>>) {
    var four: [AddressSpans.Span] = []
    var six: [AddressSpans.Span] = []
    for range in ranges where range.lowerBound.family == range.upperBound.family {
      let span = AddressSpans.Span(lower: range.lowerBound.number, upper: range.upperBound.number)
      if range.lowerBound.family == .ipv4 { four.append(span) } else { six.append(span) }
    }
    ipv4 = AddressSpans(unordered: four)
    ipv6 = Self.withoutMapped(AddressSpans(unordered: six))
  }

  init(ipv4: AddressSpans, ipv6: AddressSpans) {
    self.ipv4 = ipv4
    self.ipv6 = ipv6
  }

  /// Every address that a client can have.
  public static let everything = NetworkSet(
    ipv4: AddressSpans(0, 0xffff_ffff), ipv6: withoutMapped(AddressSpans(0, .max)))

  /// The members of one family.
  public func members(of family: IPAddress.Family) -> NetworkSet {
    family == .ipv4
      ? NetworkSet(ipv4: ipv4, ipv6: AddressSpans()) : NetworkSet(ipv4: AddressSpans(), ipv6: ipv6)
  }

  /// Whether there is no member.
  public var isEmpty: Bool { ipv4.isEmpty && ipv6.isEmpty }

  /// Whether `address` is a member.
  public func contains(_ address: IPAddress) -> Bool {
    address.family == .ipv4 ? ipv4.contains(address.number) : ipv6.contains(address.number)
  }

  /// Members of either.
  public func union(_ other: NetworkSet) -> NetworkSet {
    NetworkSet(ipv4: ipv4.union(other.ipv4), ipv6: ipv6.union(other.ipv6))
  }

  /// Members of both.
  public func intersection(_ other: NetworkSet) -> NetworkSet {
    NetworkSet(ipv4: ipv4.intersection(other.ipv4), ipv6: ipv6.intersection(other.ipv6))
  }

  /// Members that are not in `other`.
  public func subtracting(_ other: NetworkSet) -> NetworkSet {
    NetworkSet(ipv4: ipv4.subtracting(other.ipv4), ipv6: ipv6.subtracting(other.ipv6))
  }

  /// Removes the addresses of `network`, and gives those that were members.
  public mutating func take(_ network: IPNetwork) -> NetworkSet {
    let span = Self.span(of: network)
    return network.address.family == .ipv4
      ? NetworkSet(ipv4: ipv4.take(span), ipv6: AddressSpans())
      : NetworkSet(ipv4: AddressSpans(), ipv6: ipv6.take(span))
  }

  /// The number of IPv4 addresses.
  public var ipv4Count: UInt128 { ipv4.count }

  /// The number of IPv6 addresses; below 2^128, because the IPv4-mapped ones are not among them.
  public var ipv6Count: UInt128 { ipv6.count }

  /// The fewest networks that hold the members and no other client's address, IPv4 first, in ascending order.
  public var prefixes: [IPNetwork] {
    let four = ipv4.prefixes(width: 32).compactMap {
      IPNetwork(address: IPAddress(ipv4: UInt32(truncatingIfNeeded: $0.first)), prefixLength: $0.length)
    }
    let six = joinedOverMapped.prefixes(width: 128).compactMap {
      IPNetwork(address: IPAddress(unmapped: $0.first), prefixLength: $0.length)
    }
    return four + six
  }

  /// The members as ranges, both ends included, IPv4 first, in ascending order.
  public var ranges: [ClosedRange<IPAddress>] {
    ipv4.spans.map {
      IPAddress(
        ipv4: UInt32(truncatingIfNeeded: $0.lower))...IPAddress(ipv4: UInt32(truncatingIfNeeded: $0.upper))
    } + ipv6.spans.map { IPAddress(unmapped: $0.lower)...IPAddress(unmapped: $0.upper) }
  }

  /// The IPv6 members with the IPv4-mapped block, where both its neighbours are members: the addresses in it
  /// are nobody's, and `::/0` is one network instead of a hundred.
  private var joinedOverMapped: AddressSpans {
    guard ipv6.contains(Self.mapped.lower - 1), ipv6.contains(Self.mapped.upper + 1) else { return ipv6 }
    return ipv6.union(AddressSpans(Self.mapped.lower, Self.mapped.upper))
  }

  private static func withoutMapped(_ spans: AddressSpans) -> AddressSpans {
    var rest = spans
    _ = rest.take(mapped)
    return rest
  }

  private static func span(of network: IPNetwork) -> AddressSpans.Span {
    let hostBits = network.address.family.bitWidth - network.prefixLength
    let first = network.address.masked(to: network.prefixLength).number
    return AddressSpans.Span(
      lower: first, upper: hostBits == 128 ? .max : first | (UInt128(1) << UInt128(hostBits) - 1))
  }
}

extension IPAddress {
  /// The address as a number.
  var number: UInt128 { UInt128(high) << 64 | UInt128(low) }

  /// The IPv6 address of a number, which may be an IPv4-mapped one.
  init(unmapped number: UInt128) {
    self.init(
      unmappedHigh: UInt64(truncatingIfNeeded: number >> 64), low: UInt64(truncatingIfNeeded: number))
  }
}
