import Foundation
import TestSupport

/// Somebody who listens to events.
struct EventReader: Sendable {
  private let descriptor: Int32

  /// Asks for the events at `path`; nothing is read yet.
  init(port: Int, path: String, after last: Int? = nil) throws {
    descriptor = try LoopbackSocket.connect(port: port)
    let field = last.map { "Last-Event-ID: \($0)\r\n" } ?? ""
    let request = Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\(field)\r\n".utf8)
    _ = unsafe request.withUnsafeBytes {
      unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
  }

  /// What comes until `isEnough`, or until the other side ends it.
  func read(until isEnough: @escaping @Sendable (String) -> Bool = { _ in false }) async throws -> String {
    try await onThread {
      var octets: [UInt8] = []
      var chunk = [UInt8](repeating: 0, count: 65_536)
      while true {
        let text = String(decoding: octets, as: UTF8.self)
        if isEnough(text) { return text }
        let count = unsafe chunk.withUnsafeMutableBytes {
          unsafe recv(descriptor, $0.baseAddress, $0.count, 0)
        }
        guard count > 0 else { return text }
        octets += chunk[..<count]
      }
    }
  }

  func close() { _ = Glibc.close(descriptor) }

  /// The data of events of that name in a stream.
  static func data(_ name: String, in text: String) -> [String] {
    text.components(separatedBy: "event: \(name)\n").dropFirst().compactMap { part in
      guard let start = part.firstRange(of: "data: "), let end = part.firstRange(of: "\n\n") else {
        return nil
      }
      return String(part[start.upperBound..<end.lowerBound])
    }
  }
}
