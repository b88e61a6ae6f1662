/// A directive in the form in which evaluation reads it: trivially copied, so that comparing a client with
/// hundreds of networks touches no reference count.
struct Step: Sendable {
  enum Operation: UInt8 {
    case all, include, a, mx, ptr, ip4, ip6, exists
  }

  let operation: Operation
  let qualifier: Qualifier
  /// For `ip6`: the prefix length.
  let prefixLength: UInt8
  /// The index of the directive in `SPFRecord.terms`.
  let termIndex: UInt32
  /// For `ip4`: the network's bits above, the mask below. For `ip6`: the upper half.
  let high: UInt64
  /// For `ip6`: the lower half.
  let low: UInt64

  /// The directives of `terms` up to the first `all`: those after it are never tested (section 5.1).
  static func compile(_ terms: [Term]) -> [Step] {
    var steps: [Step] = []
    for (index, term) in terms.enumerated() {
      guard let directive = term.directive else { continue }
      steps.append(Step(directive, termIndex: index))
      if directive.mechanism == .all { break }
    }
    return steps
  }

  private init(_ directive: Directive, termIndex: Int) {
    var high: UInt64 = 0
    var low: UInt64 = 0
    var length: UInt8 = 0
    switch directive.mechanism {
    case .all: operation = .all
    case .include: operation = .include
    case .a: operation = .a
    case .mx: operation = .mx
    case .ptr: operation = .ptr
    case .exists: operation = .exists
    case .ip4(let network):
      operation = .ip4
      high =
        network.address.low << 32
        | IPAddress.mask(family: .ipv4, length: network.prefixLength).low
    case .ip6(let network):
      operation = .ip6
      high = network.high
      low = network.low
      length = UInt8(network.prefixLength)
    }
    self.high = high
    self.low = low
    prefixLength = length
    qualifier = directive.qualifier
    self.termIndex = UInt32(termIndex)
  }

  /// Whether this `ip4` directive matches the 32 bits of an IPv4 client.
  @inline(__always)
  func matchesIPv4(_ bits: UInt64) -> Bool {
    (bits ^ high >> 32) & high & 0xffff_ffff == 0
  }

  /// Whether this `ip6` directive matches an IPv6 client.
  @inline(__always)
  func matchesIPv6(_ client: IPAddress) -> Bool {
    let mask = IPAddress.mask(family: .ipv6, length: Int(prefixLength))
    return (client.high ^ high) & mask.high == 0 && (client.low ^ low) & mask.low == 0
  }
}
