import Foundation
import TestSupport

/// The page of metrics of a service.
enum StatusPage {
  /// The value of a metric without labels.
  static func metric(_ name: String, port: Int) throws -> Int {
    let descriptor = try LoopbackSocket.connect(port: port)
    defer { close(descriptor) }
    let request = Array("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
    let sent = unsafe request.withUnsafeBytes {
      unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    guard sent == request.count else { throw POSIXError(.EPIPE) }
    var page: [UInt8] = []
    while true {
      var chunk = [UInt8](repeating: 0, count: 65_536)
      let count = unsafe chunk.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
      guard count > 0 else { break }
      page += chunk[..<count]
    }
    let lines = String(decoding: page, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard let line = lines.first(where: { $0.hasPrefix("\(name) ") }),
      let value = Int(line.dropFirst(name.count + 1))
    else { throw POSIXError(.ENODATA) }
    return value
  }
}
