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

  /// `a.example.com, b.example.com and 3 more`, each once.
  static func names(_ names: [DomainName]) -> String {
    let distinct = Set(names).sorted()
    let rest = distinct.count - 3
    return distinct.prefix(3).map(\.description).joined(separator: ", ")
      + (rest > 0 ? " and \(rest) more" : "")
  }

  private static func number(_ value: UInt128) -> String {
    guard value >= 1 << 33 else { return "\(value)" }
    let bits = 127 - value.leadingZeroBitCount
    return value.nonzeroBitCount == 1 ? "2^\(bits)" : "more than 2^\(bits)"
  }
}
