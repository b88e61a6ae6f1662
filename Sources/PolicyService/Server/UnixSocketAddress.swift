#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The address of a unix socket, for the calls of the system.
enum UnixSocketAddress {
  /// What `body` makes of the address of `path`; nil if the path is too long for one.
  static func with<T>(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> T) -> T? {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let octets = Array(path.utf8)
    let fits = unsafe withUnsafeMutableBytes(of: &address.sun_path) { buffer -> Bool in
      guard octets.count < buffer.count else { return false }
      unsafe buffer.copyBytes(from: octets)
      return true
    }
    guard fits else { return nil }
    return unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
