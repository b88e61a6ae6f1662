internal import Dispatch
internal import Synchronization

/// Reads a log with several threads. Whoever is free takes the next piece from the source and scans it; the
/// thread that called ``run(_:)`` gives the pieces to the consumer in their order, and scans too while it waits
/// for one. What the consumer sees does not depend on the number of threads.
///
/// There is a fixed number of places for pieces on their way, and with them the memory is bounded.
final class LogPipeline<Scanner: PieceScanner>: Sendable {
  private struct Load: Sendable {
    var piece = LogPiece()
    var findings: Scanner.Findings
  }

  /// Where one piece after the other is on its way. Nobody waits for its lock: only one thread is at it.
  private final class Place: Sendable {
    let load: Mutex<Load>
    let scanned = DispatchSemaphore(value: 0)

    init(_ findings: Scanner.Findings) { load = Mutex(Load(findings: findings)) }
  }

  private struct Source {
    var source: LogSource
    /// The pieces taken from it.
    var count = 0
    var isAtEnd = false
  }

  private let scanner: Scanner
  private let source: Mutex<Source>
  private let threads: Int
  /// Pieces go through them in turn.
  private let places: [Place]
  /// One for each place whose piece was given to the consumer.
  private let free = DispatchSemaphore(value: 0)

  init(_ source: sending LogSource, _ scanner: Scanner, threads: Int) {
    self.scanner = scanner
    self.source = Mutex(Source(source: source))
    self.threads = max(1, threads)
    places = (0..<(self.threads == 1 ? 1 : 2 * self.threads + 2)).map { _ in Place(scanner.emptyFindings()) }
    for _ in places { free.signal() }
  }

  /// Calls `body` with each piece, in order.
  func run(_ body: (LogPiece, inout Scanner.Findings) -> Void) {
    let helpers = DispatchGroup()
    for number in 1..<threads {
      // A queue of its own has a thread of its own, which may wait.
      DispatchQueue(label: "log-\(number)").async(group: helpers) { [self] in
        repeat { free.wait() } while scanNext()
      }
    }
    var number = 0
    var isLast = false
    while !isLast {
      let place = places[number % places.count]
      if place.scanned.wait(timeout: .now()) == .timedOut {
        if free.wait(timeout: .now()) == .success, scanNext() { continue }
        place.scanned.wait()
      }
      isLast = place.load.withLock { load in
        body(load.piece, &load.findings)
        return load.piece.isLast
      }
      free.signal()
      number += 1
    }
    // Whoever waits learns that there is no more.
    for _ in 1..<threads { free.signal() }
    helpers.wait()
  }

  /// Scans the next piece; the caller took a place for it. False, and the place given back, if there is none.
  private func scanNext() -> Bool {
    let place = source.withLock { source -> Place? in
      guard !source.isAtEnd else { return nil }
      let place = places[source.count % places.count]
      source.count += 1
      place.load.withLock { source.source.next(into: &$0.piece) }
      source.isAtEnd = place.load.withLock { $0.piece.isLast }
      return place
    }
    guard let place else {
      free.signal()
      return false
    }
    place.load.withLock { load in
      load.piece.octets.withOctets { scanner.scan($0.prefix(load.piece.count), into: &load.findings) }
    }
    place.scanned.signal()
    return true
  }
}
