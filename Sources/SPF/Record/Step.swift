/// A directive in the form in which evaluation reads it: trivially copied, so that comparing a client with
/// hundreds of networks touches no reference count.
struct Step: Sendable {
  enum Operation: UInt8 {
    case all, include, a, mx, ptr, ip4, ip6, exists
  }

  /// How the target name is found (RFC 7208 section 4.8).
  enum Target: UInt8 {
    /// No domain-spec: it is `<domain>`.
    case domain
    /// A domain-spec without macros: its name was made when the record was parsed.
    case constant
    /// A domain-spec without macros that is no domain name.
    case malformed
    /// A domain-spec that must be expanded.
    case macro
  }

  let operation: Operation
  let qualifier: Qualifier
  let target: Target
  /// The prefix length that applies to an IPv4 client; 32 where the mechanism has none.
  let ipv4Length: UInt8
  /// The prefix length that applies to an IPv6 client; 128 where the mechanism has none.
  let ipv6Length: UInt8
  /// The index of the directive in `SPFRecord.terms`.
  let termIndex: UInt32
  /// For `ip4`: a ``PackedIPv4Network``. For `ip6`: the upper half.
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
    var lengths = DualCIDRLength()
    switch directive.mechanism {
    case .all: operation = .all
    case .include: operation = .include
    case .a(_, let given):
      operation = .a
      lengths = given
    case .mx(_, let given):
      operation = .mx
      lengths = given
    case .ptr: operation = .ptr
    case .exists: operation = .exists
    case .ip4(let network):
      operation = .ip4
      high = PackedIPv4Network(network.address, length: network.prefixLength).word
    case .ip6(let network):
      operation = .ip6
      high = network.high
      low = network.low
      lengths = DualCIDRLength(ipv6: UInt8(network.prefixLength))
    }
    if let spec = directive.mechanism.domainSpec {
      target = !spec.isConstant ? .macro : spec.constantName == nil ? .malformed : .constant
    } else {
      target = .domain
    }
    self.high = high
    self.low = low
    ipv4Length = lengths.ipv4
    ipv6Length = lengths.ipv6
    qualifier = directive.qualifier
    self.termIndex = UInt32(termIndex)
  }

  /// Whether this `ip4` directive matches the 32 bits of an IPv4 client.
  @inline(__always)
  func matchesIPv4(_ bits: UInt64) -> Bool {
    PackedIPv4Network(word: high).contains(bits)
  }

  /// Whether this `ip6` directive matches an IPv6 client.
  @inline(__always)
  func matchesIPv6(_ client: IPAddress) -> Bool {
    client.sharesPrefix(ofHigh: high, low: low, length: Int(ipv6Length))
  }

  /// Whether this `a` or `mx` directive takes `address` for the client's, as far as the prefix length goes.
  @inline(__always)
  func matches(_ address: IPAddress, client: IPAddress) -> Bool {
    guard address.family == client.family else { return false }
    let length = client.family == .ipv4 ? ipv4Length : ipv6Length
    return client.sharesPrefix(ofHigh: address.high, low: address.low, length: Int(length))
  }
}
