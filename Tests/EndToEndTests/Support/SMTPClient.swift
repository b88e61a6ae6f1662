import Foundation
import Testing

/// A small SMTP client (RFC 5321) that connects from a loopback address of choice.
final class SMTPClient {
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  /// Connects and reads the greeting.
  init(port: Int, from source: String = "127.0.0.1") throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var timeout = timeval(tv_sec: 300, tv_usec: 0)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    guard unsafe Self.with(source, 0, { unsafe bind(descriptor, $0, $1) == 0 }),
      unsafe Self.with("127.0.0.1", port, { unsafe connect(descriptor, $0, $1) == 0 })
    else {
      close(descriptor)
      throw POSIXError(.ECONNREFUSED)
    }
    _ = try reply()
  }

  deinit { close(descriptor) }

  private static func with(
    _ host: String, _ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Bool
  ) -> Bool {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = unsafe inet_addr(host)
    return unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  /// Says these commands; each must be taken.
  func say(_ commands: String...) throws {
    for text in commands {
      let reply = try command(text)
      #expect(reply.first == "2" || reply.first == "3", "\(text): \(reply)")
    }
  }

  /// Sends a command and returns the reply, its lines joined with newlines.
  @discardableResult
  func command(_ text: String) throws -> String {
    let octets = Array("\(text)\r\n".utf8)
    guard
      unsafe octets.withUnsafeBytes({
        unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }) == octets.count
    else { throw POSIXError(.EPIPE) }
    return try reply()
  }

  private func reply() throws -> String {
    var lines: [String] = []
    while true {
      let line = try self.line()
      lines.append(line)
      if line.dropFirst(3).first != "-" { return lines.joined(separator: "\n") }
    }
  }

  private func line() throws -> String {
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        let line = buffer[..<end].filter { $0 != UInt8(ascii: "\r") }
        buffer.removeFirst(end + 1)
        return String(decoding: line, as: UTF8.self)
      }
      var chunk = [UInt8](repeating: 0, count: 4096)
      let count = unsafe chunk.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
      guard count > 0 else { throw POSIXError(.ECONNRESET) }
      buffer += chunk[..<count]
    }
  }

  /// Tries to deliver a message; returns the first reply that is not positive, or the last one.
  func deliver(helo: String, sender: String, recipients: [String], subject: String = "test") throws -> String
  {
    for text in ["EHLO \(helo)", "MAIL FROM:<\(sender)>"] + recipients.map({ "RCPT TO:<\($0)>" }) + ["DATA"] {
      let answer = try command(text)
      guard answer.first == "2" || answer.first == "3" else { return answer }
    }
    return try command(
      "From: <a@corp.example.com>\r\nTo: <me@receiver.example>\r\nSubject: \(subject)\r\n\r\nHello.\r\n.")
  }
}
