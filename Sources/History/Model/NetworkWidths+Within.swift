public import SPF

extension NetworkWidths {
  /// So many networks can be asked for at once.
  public static let mostNetworks = 256

  /// The networks kept that `network` consists of, or the one it is in; nil if they are more than ``mostNetworks``.
  public func networks(within network: IPNetwork) -> [IPNetwork]? {
    let width = width(of: network.address.family)
    guard network.prefixLength < width else { return [self.network(of: network.address)] }
    let bits = width - network.prefixLength
    guard bits <= 8 else { return nil }
    let start = network.address.masked(to: network.prefixLength)
    let shift = UInt64(network.address.family.bitWidth - width)
    return (0..<(UInt64(1) << UInt64(bits))).compactMap { number in
      let address: IPAddress
      if start.family == .ipv4 {
        address = IPAddress(ipv4: UInt32(truncatingIfNeeded: start.low | number << shift))
      } else {
        let high = shift >= 64 ? number << (shift - 64) : shift > 0 ? number >> (64 - shift) : 0
        let low = shift >= 64 ? 0 : number << shift
        address = IPAddress(ipv6High: start.high | high, low: start.low | low)
      }
      return IPNetwork(address: address, prefixLength: width)
    }
  }
}
