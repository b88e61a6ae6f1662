/// Octets that matter in a record.
enum RecordLetters {
  static func isLetter(_ octet: UInt8) -> Bool { (octet | 0x20) &- 0x61 < 26 }
  static func isDigit(_ octet: UInt8) -> Bool { octet &- 0x30 < 10 }

  /// Whether a term can begin so: with a letter or a qualifier.
  static func isTermStart(_ octet: UInt8) -> Bool {
    isLetter(octet) || [0x2b, 0x2d, 0x3f, 0x7e].contains(octet)
  }
}
