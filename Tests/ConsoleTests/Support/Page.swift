import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import SPF
import Synchronization

@testable import Console

/// A response, read to its end.
struct Page {
  let status: Int
  let headers: HTTPFields
  let body: String

  init(_ response: Response) async throws {
    status = response.status.code
    headers = response.headers
    let collected = CollectingWriter()
    try await response.body.write(collected)
    body = collected.text
  }

  subscript(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
}

/// Keeps what is written.
final class CollectingWriter: ResponseBodyWriter, Sendable {
  private let octets = Mutex(ByteBuffer())

  func write(_ buffer: ByteBuffer) async throws { octets.withLock { _ = $0.writeImmutableBuffer(buffer) } }

  func finish(_ trailers: HTTPFields?) async throws {}

  var text: String { octets.withLock { String(buffer: $0) } }
}
