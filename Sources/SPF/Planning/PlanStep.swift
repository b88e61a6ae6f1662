/// A step of a ``RecordPlan``: sixteen octets, trivially copied, so that walking a plan touches no reference
/// count and little memory.
struct PlanStep: Sendable {
  enum Operation: UInt8 {
    /// A network of `ip4`, or the address of an `a` or `mx` with its prefix length: `value` is a
    /// ``PackedIPv4Network``.
    case ip4
    /// The same for IPv6: `value` is the upper half of the network, that of the step behind it the lower one.
    case ip6
    /// The second step of `ip6`.
    case lowerHalf
    /// `all` (5.1).
    case all
    /// `include` (5.2) of the plan at `value`.
    case include
    /// `redirect` (6.1) to the plan at `value`.
    case redirect
    /// A term that counts toward the limit on lookups (4.6.4).
    case lookup
    /// An answer of DNS is used: good until `value`.
    case answer
    /// The answer was a void lookup (4.6.4).
    case void
    /// `value` MX records were found, which have a limit of their own (4.6.4).
    case exchanges
    /// Goes on at `value` unless the client has an IPv4 address.
    case onlyIPv4
    /// Goes on at `value` unless the client has an IPv6 address.
    case onlyIPv6
    /// No directive matched: the default result (4.7).
    case end
    /// What comes now is for check_host() itself: macros, `ptr`, `exists`, whatever ends in an error.
    case leave
  }

  var value: UInt64 = 0
  /// The index of the directive in `SPFRecord.terms`.
  var term: Int32 = 0
  let operation: Operation
  /// The result if the step matches.
  var result = SPFResult.neutral
  /// The prefix length of an IPv6 network.
  var length: UInt8 = 0

  init(_ operation: Operation, _ value: UInt64 = 0) {
    self.operation = operation
    self.value = value
  }

  /// A step that stands for a directive.
  init(_ operation: Operation, _ value: UInt64 = 0, of step: Step) {
    self.operation = operation
    self.value = value
    term = Int32(truncatingIfNeeded: step.termIndex)
    result = step.qualifier.result
    length = step.ipv6Length
  }

  /// A network directive as it stands.
  static func network(_ step: Step) -> [PlanStep] {
    step.operation == .ip4
      ? [PlanStep(.ip4, step.high, of: step)]
      : [PlanStep(.ip6, step.high, of: step), PlanStep(.lowerHalf, step.low)]
  }

  /// An address that an `a` or `mx` directive takes for the client's, as far as its prefix length goes.
  static func address(_ address: IPAddress, of step: Step) -> [PlanStep] {
    let length = address.family == .ipv4 ? step.ipv4Length : step.ipv6Length
    if address.family == .ipv4 {
      return [PlanStep(.ip4, PackedIPv4Network(address, length: Int(length)).word, of: step)]
    }
    let mask = IPAddress.mask(family: .ipv6, length: Int(length))
    return [
      PlanStep(.ip6, address.high & mask.high, of: step), PlanStep(.lowerHalf, address.low & mask.low),
    ]
  }

  @inline(__always)
  func matchesIPv4(_ bits: UInt64) -> Bool {
    PackedIPv4Network(word: value).contains(bits)
  }

  @inline(__always)
  func matchesIPv6(_ client: IPAddress, lowerHalf: PlanStep) -> Bool {
    client.sharesPrefix(ofHigh: value, low: lowerHalf.value, length: Int(length))
  }
}
