#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The address of a unix socket, for the calls of the system.
enum UnixSocketAddress {
  /// What `body` makes of the address of `path`; nil if the path is too long for one.
  static func with<T>(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> T) -> T? {
    unsafe with(Array(path.utf8), length: MemoryLayout<sockaddr_un>.size, body)
  }

  /// The same for a name in the abstract space of Linux (unix(7)), given without the octet 0 that begins it.
  static func withAbstract<T>(_ name: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> T) -> T? {
    let octets = [0] + Array(name.utf8)
    let start = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
    return unsafe with(octets, length: start + octets.count, body)
  }

  private static func with<T>(
    _ octets: [UInt8], length: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> T
  ) -> T? {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let fits = unsafe withUnsafeMutableBytes(of: &address.sun_path) { buffer -> Bool in
      guard octets.count < buffer.count else { return false }
      unsafe buffer.copyBytes(from: octets)
      return true
    }
    guard fits else { return nil }
    return unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe body($0, socklen_t(length))
      }
    }
  }
}
