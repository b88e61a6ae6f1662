internal import Dispatch

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Calls back at the first SIGINT or SIGTERM; the second one ends the process at once.
struct StopSignal {
  private let sources: [any DispatchSourceSignal]

  init(_ onStop: @escaping @Sendable () -> Void) {
    let queue = DispatchQueue(label: "stop")
    sources = [SIGINT, SIGTERM].map { number in
      _ = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        _ = signal(number, SIG_DFL)
        onStop()
      }
      source.resume()
      return source
    }
  }

  func cancel() {
    for source in sources { source.cancel() }
  }
}
