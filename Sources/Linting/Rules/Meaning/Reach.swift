internal import SPF

/// How wide a network may be before it is worth a word.
enum Reach {
  /// nil if the width is usual.
  static func severity(_ network: IPNetwork) -> Severity? {
    switch network.address.family {
    case .ipv4: network.prefixLength < 8 ? .error : network.prefixLength < 16 ? .warning : nil
    case .ipv6: network.prefixLength < 16 ? .error : network.prefixLength < 32 ? .warning : nil
    }
  }

  /// How many addresses, for a person.
  static func words(_ network: IPNetwork) -> String {
    guard network.prefixLength > 0 else {
      return network.address.family == .ipv4 ? "all of IPv4" : "all of IPv6"
    }
    guard network.address.family == .ipv4 else { return "2^\(128 - network.prefixLength) addresses" }
    return "\(grouped(1 << (32 - network.prefixLength))) addresses"
  }

  /// Digits in threes.
  static func grouped(_ number: Int) -> String {
    var out = ""
    for (index, digit) in String(number).reversed().enumerated() {
      if index > 0, index % 3 == 0 { out.append(",") }
      out.append(digit)
    }
    return String(out.reversed())
  }
}
