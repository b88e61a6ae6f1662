import Foundation

/// A connection to a policy service, as Postfix has one. It blocks.
final class PolicyClient {
  private let descriptor: Int32
  private var count = 0
  private let name = UInt32.random(in: 0 ... .max)

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
    guard isConnected else {
      close(descriptor)
      throw POSIXError(.ECONNREFUSED)
    }
  }

  deinit { close(descriptor) }

  /// The answer to a request about a new message.
  @discardableResult
  func ask(client: String = "203.0.113.25", sender: String = "a@example.com") throws -> String {
    count += 1
    let request = """
      request=smtpd_access_policy
      protocol_state=RCPT
      client_address=\(client)
      client_name=unknown
      helo_name=mail.example.com
      sender=\(sender)
      recipient=b@example.net
      instance=\(name).\(count)


      """
    let octets = Array(request.utf8)
    let sent = unsafe octets.withUnsafeBytes {
      unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    guard sent == octets.count else { throw POSIXError(.EPIPE) }
    var reply: [UInt8] = []
    while !reply.suffix(2).elementsEqual([0x0a, 0x0a]) {
      var buffer = [UInt8](repeating: 0, count: 4096)
      let received = unsafe recv(descriptor, &buffer, buffer.count, 0)
      guard received > 0 else { throw POSIXError(.ECONNRESET) }
      reply += buffer[..<received]
    }
    return String(decoding: reply, as: UTF8.self)
  }
}
