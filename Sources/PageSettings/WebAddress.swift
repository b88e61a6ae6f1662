public import SPF

/// Where pages are served: an address and a port of TCP.
public struct WebAddress: Sendable, Hashable, CustomStringConvertible {
  /// The address.
  public let address: IPAddress
  /// The port; 0 for one that the system chooses.
  public let port: UInt16

  /// An address and a port.
  public init(_ address: IPAddress, port: UInt16) {
    self.address = address
    self.port = port
  }

  /// From `IPV4:PORT` or `[IPV6]:PORT`; nil if it is neither.
  public init?(_ text: some StringProtocol) {
    guard let colon = text.lastIndex(of: ":") else { return nil }
    let digits = text[text.index(after: colon)...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(digits)
    else { return nil }
    var host = text[..<colon]
    let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
    if isBracketed { host = host.dropFirst().dropLast() }
    guard let address = IPAddress(host), (address.family == .ipv6) == isBracketed else { return nil }
    self.init(address, port: port)
  }

  /// Whether only this host can reach it.
  public var isLoopback: Bool { AddressKind(address) == .loopback && !isUnspecified }

  /// 0.0.0.0 and ::, which stand for all addresses of the host.
  private var isUnspecified: Bool { address.high == 0 && address.low == 0 }

  /// The text of ``init(_:)-(StringProtocol)``.
  public var description: String {
    address.family == .ipv4 ? "\(address):\(port)" : "[\(address)]:\(port)"
  }
}
