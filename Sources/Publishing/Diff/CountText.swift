internal import SPF

/// How many addresses a set holds, in words.
enum CountText {
  /// `256 IPv4 addresses, 2^64 IPv6 addresses`.
  static func describe(_ set: NetworkSet) -> String {
    let parts = [
      set.ipv4Count == 0 ? nil : "\(number(set.ipv4Count)) IPv4 address\(set.ipv4Count == 1 ? "" : "es")",
      set.ipv6Count == 0 ? nil : "\(number(set.ipv6Count)) IPv6 address\(set.ipv6Count == 1 ? "" : "es")",
    ].compactMap { $0 }
    return parts.isEmpty ? "no address" : parts.joined(separator: ", ")
  }

  private static func number(_ value: UInt128) -> String {
    guard value >= 1 << 33 else { return "\(value)" }
    let bits = 127 - value.leadingZeroBitCount
    return value.nonzeroBitCount == 1 ? "2^\(bits)" : "more than 2^\(bits)"
  }
}
