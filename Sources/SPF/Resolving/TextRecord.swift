/// A TXT record (RFC 1035 section 3.3.14): its character-strings, octets as received.
public struct TextRecord: Sendable, Hashable {
  /// The character-strings in order; each at most 255 octets in DNS.
  public let strings: [[UInt8]]

  /// A TXT record of several strings.
  public init(strings: [[UInt8]]) {
    self.strings = strings
  }

  /// A TXT record from text, split into strings of at most 255 octets.
  public init(_ text: String) {
    self.init(octets: Array(text.utf8))
  }

  /// A TXT record from octets, split into strings of at most 255 of them.
  public init(octets: [UInt8]) {
    strings = stride(from: 0, to: max(octets.count, 1), by: 255).map {
      Array(octets[$0..<min($0 + 255, octets.count)])
    }
  }

  /// The strings concatenated without adding spaces (RFC 7208 section 3.3).
  public var joined: [UInt8] {
    guard strings.count != 1 else { return strings[0] }
    var out: [UInt8] = []
    out.reserveCapacity(strings.reduce(0) { $0 + $1.count })
    for string in strings { out += string }
    return out
  }
}
