import PolicyService
import SPF

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A blocking client of the policy protocol over a socket of the system; every wait is bounded.
final class Client {
  private(set) var descriptor: Int32

  /// Connects; nil if the service does not listen.
  init?(_ address: ListenAddress) {
    switch address {
    case .tcp(_, let port):
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var name = sockaddr_in()
      name.sin_family = sa_family_t(AF_INET)
      name.sin_port = UInt16(port).bigEndian
      name.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
      guard Self.connect(descriptor, &name) else { return nil }
    case .unix(let path):
      descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      var name = sockaddr_un()
      name.sun_family = sa_family_t(AF_UNIX)
      unsafe withUnsafeMutableBytes(of: &name.sun_path) { unsafe $0.copyBytes(from: Array(path.utf8)) }
      guard Self.connect(descriptor, &name) else { return nil }
    case .systemd:
      return nil
    }
    var limit = timeval(tv_sec: 300, tv_usec: 0)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit {
    disconnect()
  }

  private static func connect<T>(_ descriptor: Int32, _ name: inout T) -> Bool {
    unsafe withUnsafePointer(to: &name) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        #if canImport(Glibc)
          unsafe Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<T>.size)) == 0
        #else
          unsafe Darwin.connect(descriptor, $0, socklen_t(MemoryLayout<T>.size)) == 0
        #endif
      }
    }
  }

  func disconnect() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }

  /// Ends the sending half.
  func endSending() {
    shutdown(descriptor, Int32(SHUT_WR))
  }

  /// Sends all; false if the service does not take it.
  @discardableResult
  func send(_ octets: [UInt8]) -> Bool {
    var rest = octets[...]
    while !rest.isEmpty {
      let sent = unsafe rest.withUnsafeBytes {
        unsafe sendto(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL), nil, 0)
      }
      guard sent > 0 else { return false }
      rest = rest.dropFirst(sent)
    }
    return true
  }

  /// Sends text.
  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// Reads until `count` answers have come, the service ends the connection, or nothing comes for a long time.
  func receive(_ count: Int = 1) -> [String] {
    var octets: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var found = 0
    while found < count {
      let received = unsafe buffer.withUnsafeMutableBytes {
        unsafe recv(descriptor, $0.baseAddress, $0.count, 0)
      }
      guard received > 0 else { break }
      var previous = octets.last
      for octet in buffer[..<received] {
        if octet == 0x0a, previous == 0x0a { found += 1 }
        previous = octet
      }
      octets += buffer[..<received]
    }
    return String(decoding: octets, as: UTF8.self).split(separator: "\n\n").map { $0 + "\n\n" }
  }

  /// Reads until the service ends the connection, or nothing comes for a long time.
  func receiveAll() -> String {
    var octets: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let received = unsafe buffer.withUnsafeMutableBytes {
        unsafe recv(descriptor, $0.baseAddress, $0.count, 0)
      }
      guard received > 0 else { break }
      octets += buffer[..<received]
    }
    return String(decoding: octets, as: UTF8.self)
  }

  /// Whether the service ended the connection, without a word, before long.
  var isEndedByService: Bool {
    var octet: UInt8 = 0
    return unsafe recv(descriptor, &octet, 1, 0) <= 0 && errno != EAGAIN
  }
}
