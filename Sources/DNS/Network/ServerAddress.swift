public import SPF

/// The address and port of a name server.
public struct ServerAddress: Sendable, Hashable, CustomStringConvertible {
  /// The address.
  public let address: IPAddress
  /// The port, 53 by default.
  public let port: UInt16

  /// A server.
  public init(_ address: IPAddress, port: UInt16 = 53) {
    self.address = address
    self.port = port
  }

  /// A server from `ADDRESS`, `IPV4:PORT` or `[IPV6]:PORT`; nil if it is none of them.
  public init?(_ text: some StringProtocol) {
    if let address = IPAddress(text) {
      self.init(address)
      return
    }
    guard let colon = text.lastIndex(of: ":") else {
      guard text.hasPrefix("["), text.hasSuffix("]"), let address = IPAddress(text.dropFirst().dropLast())
      else { return nil }
      self.init(address)
      return
    }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if text.hasPrefix("["), text.hasSuffix("]") {
      guard let address = IPAddress(text.dropFirst().dropLast()) else { return nil }
      self.init(address)
      return
    } else if host.contains(":") {
      return nil
    }
    let digits = text[text.index(after: colon)...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(digits),
      port > 0, let address = IPAddress(host)
    else { return nil }
    self.init(address, port: port)
  }

  /// `192.0.2.1:53` or `[2001:db8::1]:53`.
  public var description: String {
    address.family == .ipv4 ? "\(address):\(port)" : "[\(address)]:\(port)"
  }
}
