internal import SPF

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The addresses of this host's interfaces.
enum HostInterfaces {
  /// All of them; nil if the system does not tell.
  static var addresses: Set<IPAddress>? {
    var list: UnsafeMutablePointer<ifaddrs>?
    guard unsafe getifaddrs(&list) == 0 else { return nil }
    defer { unsafe freeifaddrs(list) }
    var out: Set<IPAddress> = []
    var next = unsafe list
    while let entry = unsafe next {
      if let socket = unsafe entry.pointee.ifa_addr, let address = unsafe address(socket) {
        out.insert(address)
      }
      unsafe next = entry.pointee.ifa_next
    }
    return out
  }

  private static func address(_ socket: UnsafePointer<sockaddr>) -> IPAddress? {
    let length: Int
    switch unsafe Int32(socket.pointee.sa_family) {
    case AF_INET: length = MemoryLayout<sockaddr_in>.size
    case AF_INET6: length = MemoryLayout<sockaddr_in6>.size
    default: return nil
    }
    var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    guard
      unsafe getnameinfo(
        socket, socklen_t(length), &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
    else { return nil }
    // A link-local address has its interface behind it.
    let octets = text.prefix { $0 != 0 && $0 != CChar(UInt8(ascii: "%")) }.map { UInt8(bitPattern: $0) }
    return IPAddress(String(decoding: octets, as: UTF8.self))
  }
}
