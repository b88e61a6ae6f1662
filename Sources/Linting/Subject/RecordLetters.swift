/// Octets that matter in a record.
enum RecordLetters {
  static func isLetter(_ octet: UInt8) -> Bool { (octet | 0x20) &- 0x61 < 26 }
  static func isDigit(_ octet: UInt8) -> Bool { octet &- 0x30 < 10 }
}
