package import SPF

/// What the registries of special-purpose addresses (RFC 6890) say of a network.
package struct SpecialUse: Sendable {
  let network: IPNetwork
  /// A few words.
  package let words: String
  /// Whether it is for examples.
  package let isDocumentation: Bool

  private static let table: [SpecialUse] = [
    use("0.0.0.0/8", "\"this network\""), use("10.0.0.0/8", "private (RFC 1918)"),
    use("100.64.0.0/10", "shared behind a carrier's NAT (RFC 6598)"), use("127.0.0.0/8", "the host itself"),
    use("169.254.0.0/16", "link-local"), use("172.16.0.0/12", "private (RFC 1918)"),
    use("192.168.0.0/16", "private (RFC 1918)"), use("198.18.0.0/15", "for benchmarks (RFC 2544)"),
    use("224.0.0.0/4", "multicast"), use("240.0.0.0/4", "reserved"), use("::/128", "unspecified"),
    use("::1/128", "the host itself"), use("100::/64", "discard-only (RFC 6666)"),
    use("fc00::/7", "unique local (RFC 4193)"), use("fe80::/10", "link-local"), use("ff00::/8", "multicast"),
    use("192.0.2.0/24", "for documentation", true), use("198.51.100.0/24", "for documentation", true),
    use("203.0.113.0/24", "for documentation", true), use("2001:db8::/32", "for documentation", true),
    use("3fff::/20", "for documentation", true),
  ].compactMap { $0 }

  private static func use(_ network: String, _ words: String, _ isDocumentation: Bool = false) -> SpecialUse?
  {
    IPNetwork(network).map { SpecialUse(network: $0, words: words, isDocumentation: isDocumentation) }
  }

  /// The use of a network that lies wholly within a special one.
  package static func of(_ network: IPNetwork) -> SpecialUse? {
    table.first { $0.network.prefixLength <= network.prefixLength && $0.network.contains(network.address) }
  }
}
