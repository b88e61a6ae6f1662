internal import SPF

/// What DNS has of a name whose zone file is checked.
struct WorldZone: Sendable {
  /// The answer to the TXT question for the name.
  let texts: DNSAnswer
  /// The serial number of the zone in DNS; nil if it is not known.
  let serial: UInt32?
  /// The serial number in the file.
  let fileSerial: UInt32?
}
