internal import HummingbirdCore
internal import NIOCore
internal import Reporting

/// Events as text/event-stream (HTML Living Standard, server-sent events).
enum EventStream {
  /// The time after which a browser comes back, in milliseconds.
  private static let retry = 1000

  /// That events were left out.
  private struct Loss: Encodable {
    let events: Int
  }

  /// A body that tells what `stream` does. An event is taken out of it only when the connection has taken the one before.
  static func body(of stream: LiveStream) -> ResponseBody {
    ResponseBody { writer in
      // A comment, so that whoever listens knows at once that he is heard; and where it begins, so that a browser that has
      // heard nothing yet comes back for what was told meanwhile.
      try await writer.write(ByteBuffer(string: "retry: \(retry)\nid: \(stream.start)\n: listening\n\n"))
      var last = stream.start
      for await event in stream.events {
        try await writer.write(ByteBuffer(string: text(event, after: last)))
        last = event.id
      }
      try await writer.finish(nil)
    }
  }

  /// One event, and before it how many there were between it and the event `last`.
  static func text(_ event: LiveEvent, after last: Int) throws -> String {
    var text = ""
    let lost = event.id - last - 1
    if lost > 0 {
      text = try "event: lost\ndata: \(JSONText.encode(Loss(events: lost), isPretty: false))\n\n"
    }
    // No line feed is within, because JSON escapes it.
    return try text
      + "id: \(event.id)\nevent: trouble\ndata: \(JSONText.encode(event, isPretty: false))\n\n"
  }
}
