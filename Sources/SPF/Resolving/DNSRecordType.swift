/// The record types that SPF needs (RFC 7208 section 4.6.4), and those that tell who runs a zone; the raw value
/// is the type number of RFC 1035 and 3596.
public enum DNSRecordType: UInt16, Sendable, Hashable, CaseIterable {
  /// An IPv4 address.
  case a = 1
  /// A name server of a zone.
  case ns = 2
  /// The start of a zone, which names the person in charge.
  case soa = 6
  /// A pointer to another name, for reverse mapping.
  case ptr = 12
  /// A mail exchange.
  case mx = 15
  /// Text.
  case txt = 16
  /// An IPv6 address.
  case aaaa = 28
  /// Text for SPF alone, which RFC 7208 section 3.1 did away with: a check never asks for it.
  case spf = 99
}

extension DNSRecordType: CustomStringConvertible {
  /// The mnemonic in capitals.
  public var description: String {
    switch self {
    case .a: "A"
    case .ptr: "PTR"
    case .soa: "SOA"
    case .mx: "MX"
    case .ns: "NS"
    case .txt: "TXT"
    case .aaaa: "AAAA"
    case .spf: "SPF"
    }
  }
}
