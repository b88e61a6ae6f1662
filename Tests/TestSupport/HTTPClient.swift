public import Foundation

/// A small HTTP/1.1 client: one request on a connection to a port of loopback. What is sent is sent as it is, so that a
/// test can send what no HTTP client would.
public struct HTTPClient: Sendable {
  /// An answer.
  public struct Answer: Sendable {
    /// The status.
    public let status: Int
    /// Names in lower case.
    public let fields: [String: String]
    /// The body.
    public let body: Data

    /// The body as text.
    public var text: String { String(decoding: body, as: UTF8.self) }
  }

  private let port: Int

  /// A client of that port.
  public init(port: Int) {
    self.port = port
  }

  /// The answer to a request with a method, a path, and a body if there is one.
  public func request(_ method: String, _ path: String, fields: [String: String] = [:], body: Data? = nil)
    throws
    -> Answer
  {
    var head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
    for (name, value) in fields { head += "\(name): \(value)\r\n" }
    if let body { head += "Content-Length: \(body.count)\r\n" }
    return try answer(to: Data("\(head)\r\n".utf8) + (body ?? Data()))
  }

  /// The answer to these octets.
  public func answer(to octets: Data) throws -> Answer {
    let descriptor = try LoopbackSocket.connect(port: port)
    defer { close(descriptor) }
    var sent = 0
    while sent < octets.count {
      let count = unsafe octets[(octets.startIndex + sent)...].withUnsafeBytes {
        unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      // Who has heard enough answers before all is sent.
      guard count > 0 else { break }
      sent += count
    }
    var received = Data()
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
      guard count > 0 else { break }
      received += chunk[..<count]
      if let answer = Self.answer(in: received), answer.isWhole { return answer.answer }
    }
    guard let answer = Self.answer(in: received) else { throw POSIXError(.EBADMSG) }
    return answer.answer
  }

  /// The answer that `data` begins with; nil if its head is not complete.
  private static func answer(in data: Data) -> (answer: Answer, isWhole: Bool)? {
    guard let end = data.firstRange(of: Data("\r\n\r\n".utf8)) else { return nil }
    var lines = String(decoding: data[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    let words = lines.removeFirst().split(separator: " ")
    guard words.count > 1, let status = Int(words[1]) else { return nil }
    var fields: [String: String] = [:]
    for line in lines {
      guard let colon = line.firstIndex(of: ":") else { continue }
      fields[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(
        in: .whitespaces)
    }
    let body = Data(data[end.upperBound...])
    let length = fields["content-length"].flatMap { Int($0) }
    return (Answer(status: status, fields: fields, body: body), length.map { body.count >= $0 } ?? false)
  }
}
