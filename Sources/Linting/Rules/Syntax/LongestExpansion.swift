internal import SPF

/// How long a name becomes for an IPv6 client, as far as that can be told without a message: local parts, HELO names
/// and the names of clients are left out.
struct LongestExpansion {
  /// Octets of the name, at least.
  let count: Int
  /// Octets of the longest label in which no macro stands.
  let label: Int

  /// The expansion of `string` in the record of `domain`.
  init(_ string: MacroString, in domain: DomainName?) {
    var text: [UInt8] = []
    for part in string.parts {
      switch part {
      case .literal(let octets): text += octets
      case .macro(let macro): text += Self.expansion(of: macro, in: domain)
      }
    }
    if text.last == UInt8(ascii: ".") { text.removeLast() }
    count = text.count
    label = text.split(separator: UInt8(ascii: ".")).map(\.count).max() ?? 0
  }

  private static func expansion(of macro: Macro, in domain: DomainName?) -> [UInt8] {
    var value: [UInt8]
    switch macro.letter {
    case .address: value = Array("0".utf8) + Array(repeating: Array(".0".utf8), count: 31).joined()
    case .version: value = Array("ip6".utf8)
    case .domain:
      value = []
      domain?.appendPresentation(to: &value)
    default: return []
    }
    guard let kept = macro.partCount, macro.delimiters.isEmpty else { return value }
    let parts = value.split(separator: UInt8(ascii: "."))
    return Array((macro.isReversed ? parts.reversed() : parts).suffix(kept).joined(separator: ".".utf8))
  }
}
