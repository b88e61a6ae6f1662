import Foundation
import Synchronization

/// A port of loopback that nobody uses, by TCP or UDP, and that nobody gets by chance until a program of the test takes it:
/// below those that the system gives to connections (`ip_local_port_range`), and only once in a process.
public func freePort() throws -> Int {
  for _ in 0..<10_000 {
    let port = Int.random(in: 10_240..<32_768)
    guard GivenPorts.take(port) else { continue }
    if isPortFree(port, udp: false), isPortFree(port, udp: true) { return port }
  }
  throw POSIXError(.EADDRNOTAVAIL)
}

private enum GivenPorts {
  private static let ports = Mutex<Set<Int>>([])

  /// Notes a port; false if somebody has it.
  static func take(_ port: Int) -> Bool { ports.withLock { $0.insert(port).inserted } }
}

/// Whether nobody uses a port of loopback, by UDP or else by TCP.
public func isPortFree(_ port: Int, udp: Bool) -> Bool {
  let descriptor = socket(AF_INET, Int32((udp ? SOCK_DGRAM : SOCK_STREAM).rawValue), 0)
  defer { close(descriptor) }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = UInt16(port).bigEndian
  address.sin_addr.s_addr = unsafe inet_addr("127.0.0.1")
  return unsafe withUnsafePointer(to: &address) { pointer in
    unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
    }
  }
}
