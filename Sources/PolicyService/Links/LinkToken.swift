/// A token for a link: what nobody can guess, in letters and digits that survive being typed.
enum LinkToken {
  /// 128 bits.
  static let octetCount = 16
  private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

  /// Random octets from the system.
  static func random() -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<octetCount).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  /// The base32 of octets (RFC 4648 section 6), in small letters and without padding.
  static func text(_ octets: [UInt8]) -> String {
    var out: [UInt8] = []
    var bits = 0
    var count = 0
    for octet in octets {
      bits = bits << 8 | Int(octet)
      count += 8
      while count >= 5 {
        count -= 5
        out.append(alphabet[bits >> count & 31])
      }
      bits &= 31
    }
    if count > 0 { out.append(alphabet[bits << (5 - count) & 31]) }
    return String(decoding: out, as: UTF8.self)
  }
}
