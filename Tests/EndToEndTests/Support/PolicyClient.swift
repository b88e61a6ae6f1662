import Foundation
import TestSupport

/// A client of the Postfix policy protocol, as smtpd is one.
final class PolicyClient: Sendable {
  private let descriptor: Int32

  /// Connects to a port of loopback.
  init(port: Int) throws {
    descriptor = try LoopbackSocket.connect(port: port)
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
