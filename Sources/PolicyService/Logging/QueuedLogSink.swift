public import Metrics
internal import NIOConcurrencyHelpers
internal import NIOPosix

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Takes lines without blocking and writes them on a thread of its own, all that have gathered at once.
///
/// The queue is bounded by its octets. When it is full lines are dropped and counted, and the count is
/// logged as soon as there is room.
public final class QueuedLogSink: LogSink, MetricSource {
  /// The octets that may wait.
  public static let capacity = 1 << 20

  private struct Queue {
    var lines: [LogLine] = []
    var octets = 0
    var dropped = 0
    /// All that were dropped since the beginning.
    var droppedInAll = 0
    var isDraining = false
    var isClosed = false
  }

  /// After lines were written the thread waits so many microseconds for more. To wake it for every line of a
  /// busy service costs more than to answer the request.
  private static let pause: UInt32 = 2_000

  private let queue = NIOLockedValueBox(Queue())
  private let destination: any LogDestination
  private let thread: NIOThreadPool

  init(_ destination: any LogDestination) {
    self.destination = destination
    thread = NIOThreadPool(numberOfThreads: 1)
    thread.start()
  }

  /// A sink for the form of `configuration`. `now` gives milliseconds since 1970, for syslog.
  public convenience init(
    _ configuration: LoggingConfiguration, now: @escaping @Sendable () -> Int64 = { WallTime.milliseconds }
  ) {
    switch configuration.form {
    case .syslog: self.init(SyslogDestination(identifier: configuration.identifier, now: now))
    case .json, .standardError: self.init(StandardErrorDestination())
    case .both:
      self.init(
        SplitDestination(
          words: SyslogDestination(identifier: configuration.identifier, now: now),
          json: StandardErrorDestination()))
    }
  }

  /// A sink for a service that answers on standard output. Where standard error is the same socket, lines for
  /// it go to syslog instead, after one that says so.
  public convenience init(
    connected configuration: LoggingConfiguration,
    now: @escaping @Sendable () -> Int64 = { WallTime.milliseconds }
  ) {
    guard configuration.form != .syslog, StandardErrorDestination.isConnection() else {
      self.init(configuration, now: now)
      return
    }
    self.init(SyslogDestination(identifier: configuration.identifier, now: now))
    write(
      LogLine(.warning, Array("standard error is the connection to Postfix here; logging to syslog".utf8)))
  }

  /// Takes a line.
  public func write(_ line: LogLine) {
    let mustStart = queue.withLockedValue { queue in
      guard !queue.isClosed, queue.octets + line.text.count <= Self.capacity else {
        queue.dropped += 1
        queue.droppedInAll += 1
        return false
      }
      queue.octets += line.text.count
      queue.lines.append(line)
      defer { queue.isDraining = true }
      return !queue.isDraining
    }
    guard mustStart else { return }
    thread.submit { [self] state in
      if case .active = state { drain() }
    }
  }

  /// The lines that were dropped.
  public var metrics: [MetricFamily] {
    [
      MetricFamily(
        .counter, "spf_log_lines_dropped_total",
        "Log lines dropped because the log was slower than the service.",
        Int64(queue.withLockedValue(\.droppedInAll)))
    ]
  }

  /// Writes what waits and ends the thread. Later lines are dropped.
  public func close() async {
    queue.withLockedValue { $0.isClosed = true }
    // The drain under way, if there is one, is before this on the only thread.
    try? await thread.runIfActive { [self] in drain() }
    try? await thread.shutdownGracefully()
  }

  private func drain() {
    while true {
      var (lines, dropped) = queue.withLockedValue { queue -> ([LogLine], Int) in
        let taken = (queue.lines, queue.dropped)
        queue.lines = []
        queue.octets = 0
        queue.dropped = 0
        if taken.0.isEmpty, taken.1 == 0 { queue.isDraining = false }
        return taken
      }
      if lines.isEmpty, dropped == 0 { return }
      if dropped > 0 {
        let text = "\(dropped) log lines were dropped: the log is slower than the service"
        lines.append(LogLine(.warning, Array(text.utf8)))
      }
      destination.deliver(lines)
      if !queue.withLockedValue(\.isClosed) { usleep(Self.pause) }
    }
  }
}
