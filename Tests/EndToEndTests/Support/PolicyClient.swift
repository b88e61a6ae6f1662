import Foundation

/// A client of the Postfix policy protocol, as smtpd is one.
final class PolicyClient: Sendable {
  private let descriptor: Int32

  /// Connects to a port of loopback.
  init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var timeout = timeval(tv_sec: 40, tv_usec: 0)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = unsafe inet_addr("127.0.0.1")
    let isConnected = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { throw POSIXError(.ECONNREFUSED) }
  }

  deinit { close(descriptor) }

  /// The action for a request with these attributes besides the usual ones.
  @discardableResult
  func ask(_ attributes: KeyValuePairs<String, String> = [:]) throws -> String {
    var values = [
      "request": "smtpd_access_policy", "protocol_state": "RCPT", "client_address": "192.0.2.11",
      "helo_name": "host.example.org", "sender": "alice@example.com", "recipient": "bob@rx.example.org",
    ]
    for (name, value) in attributes { values[name] = value }
    let octets = Array((values.map { "\($0)=\($1)\n" }.joined() + "\n").utf8)
    let sent = unsafe octets.withUnsafeBytes {
      unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    guard sent == octets.count else { throw POSIXError(.EPIPE) }
    var answer: [UInt8] = []
    while !answer.suffix(2).elementsEqual("\n\n".utf8) {
      var chunk = [UInt8](repeating: 0, count: 4096)
      let count = unsafe chunk.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
      guard count > 0 else { throw POSIXError(.ECONNRESET) }
      answer += chunk[..<count]
    }
    return String(decoding: answer.dropLast(2), as: UTF8.self)
  }
}
