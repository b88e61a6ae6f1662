internal import NIOCore

/// Tells when a connection was silent for too long, or something unfinished was. There is one timer for each
/// connection, set again when it goes off: nothing is to be done for each thing that arrives.
struct ConnectionTimer {
  enum Finding: Sendable {
    /// All is well.
    case nothing
    /// Nothing has arrived for too long.
    case silent
    /// What began to arrive was not complete in time.
    case unfinished
  }

  private let idleTimeout: TimeAmount
  private let unfinishedTimeout: TimeAmount
  private var timer: Scheduled<Void>?
  /// When something arrived last.
  private(set) var lastRead = NIODeadline.now()
  /// When the first octet of something unfinished arrived.
  var unfinishedSince: NIODeadline?

  init(_ server: ServerConfiguration) {
    idleTimeout = TimeAmount(server.idleTimeout)
    unfinishedTimeout = TimeAmount(server.requestTimeout)
  }

  mutating func noteRead() { lastRead = .now() }

  /// How long ago something arrived last.
  var nanosecondsSinceRead: UInt64 { UInt64(clamping: (NIODeadline.now() - lastRead).nanoseconds) }

  /// What is the matter now.
  func finding() -> Finding {
    let now = NIODeadline.now()
    if let start = unfinishedSince, now - start >= unfinishedTimeout { return .unfinished }
    return now - lastRead >= idleTimeout ? .silent : .nothing
  }

  /// Has `body` called once, when something may be the matter.
  mutating func schedule(on loop: any EventLoop, _ body: @escaping @Sendable () -> Void) {
    timer = loop.scheduleTask(in: min(idleTimeout, unfinishedTimeout), body)
  }

  mutating func cancel() {
    timer?.cancel()
    timer = nil
  }
}
