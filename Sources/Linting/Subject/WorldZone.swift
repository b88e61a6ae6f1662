internal import SPF

/// What DNS has of a zone whose file is checked.
struct WorldZone: Sendable {
  /// The answer to the TXT question for its apex.
  let texts: DNSAnswer
  /// The serial number in DNS; nil if it is not known.
  let serial: UInt32?
  /// The serial number in the file.
  let fileSerial: UInt32?
}
