internal import NIOCore
internal import Reporting

/// Events as text/event-stream (HTML Living Standard, server-sent events).
enum EventStream {
  /// The time after which a browser comes back, in milliseconds.
  private static let retry = 1000

  /// `events` for `time`, then the end. A comment goes first, so that whoever listens knows that he is heard.
  static func octets(of events: AsyncStream<LiveEvent>, for time: Duration) -> AsyncStream<ByteBuffer> {
    AsyncStream { continuation in
      continuation.yield(ByteBuffer(string: "retry: \(retry)\n: listening\n\n"))
      let pump = Task {
        for await event in events {
          guard let text = try? text(event) else { continue }
          continuation.yield(ByteBuffer(string: text))
        }
        continuation.finish()
      }
      let timer = Task {
        try? await Task.sleep(for: time)
        pump.cancel()
      }
      continuation.onTermination = { _ in
        pump.cancel()
        timer.cancel()
      }
    }
  }

  /// One event.
  static func text(_ event: LiveEvent) throws -> String {
    // No line feed is within, because JSON escapes it.
    "id: \(event.id)\nevent: trouble\ndata: \(try JSONText.encode(event, isPretty: false))\n\n"
  }
}
