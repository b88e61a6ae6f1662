/// An opaque word in a link: 16 to 64 letters, digits, hyphens and underscores.
public struct WhyToken: Sendable, Hashable, CustomStringConvertible {
  /// The word.
  public let description: String

  /// Nil if `text` is no such word.
  public init?(_ text: some StringProtocol) {
    guard (16...64).contains(text.utf8.count), text.utf8.allSatisfy(Self.isAllowed) else { return nil }
    description = String(text)
  }

  private static func isAllowed(_ octet: UInt8) -> Bool {
    (0x30...0x39).contains(octet) || (0x41...0x5a).contains(octet) || (0x61...0x7a).contains(octet)
      || octet == UInt8(ascii: "-") || octet == UInt8(ascii: "_")
  }
}
