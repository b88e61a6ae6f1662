internal import Hummingbird
internal import NIOCore
internal import Reporting

/// Writes events as text/event-stream (HTML Living Standard, server-sent events).
enum EventStream {
  /// The time after which a browser comes back, in milliseconds.
  private static let retry = 1000

  /// Writes `events` for `time`, then ends. A comment goes first, so that whoever listens knows that he is heard.
  static func write(
    _ events: AsyncStream<LiveEvent>, for time: Duration, to writer: inout any ResponseBodyWriter
  ) async throws {
    try await writer.write(ByteBuffer(string: "retry: \(retry)\n: listening\n\n"))
    let end = Task {
      try? await Task.sleep(for: time)
      return Ended()
    }
    defer { end.cancel() }
    // The stream ends with this task of its own, and not in the middle of an event.
    for await event in bounded(events, by: end) {
      try await writer.write(ByteBuffer(string: try text(event)))
    }
    try await writer.finish(nil)
  }

  /// One event.
  static func text(_ event: LiveEvent) throws -> String {
    // No line feed is within, because JSON escapes it.
    "id: \(event.id)\nevent: trouble\ndata: \(try JSONText.encode(event, isPretty: false))\n\n"
  }

  private struct Ended: Sendable {}

  private static func bounded(_ events: AsyncStream<LiveEvent>, by end: Task<Ended, Never>) -> AsyncStream<
    LiveEvent
  > {
    AsyncStream { continuation in
      let pump = Task {
        for await event in events { continuation.yield(event) }
        continuation.finish()
      }
      let timer = Task {
        _ = await end.value
        pump.cancel()
        continuation.finish()
      }
      continuation.onTermination = { _ in
        pump.cancel()
        timer.cancel()
      }
    }
  }
}
