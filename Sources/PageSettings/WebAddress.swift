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
  public var isLoopback: Bool { Self.isLoopback(address) }

  /// Whether `address` is 127.0.0.0/8 or ::1, and no other that may come to the same: 0.0.0.0 and :: are all addresses of
  /// the host.
  public static func isLoopback(_ address: IPAddress) -> Bool {
    switch address.family {
    case .ipv4: IPNetwork(address: IPAddress(ipv4: 0x7f00_0000), prefixLength: 8)?.contains(address) == true
    case .ipv6: address.high == 0 && address.low == 1
    }
  }

  /// The same port of the loopback address of the same family.
  var onLoopback: WebAddress {
    let address =
      address.family == .ipv4 ? IPAddress(ipv4: 0x7f00_0001) : IPAddress(ipv6High: 0, low: 1)
    return WebAddress(address, port: port)
  }

  /// The text of ``init(_:)-(StringProtocol)``.
  public var description: String {
    address.family == .ipv4 ? "\(address):\(port)" : "[\(address)]:\(port)"
  }
}
