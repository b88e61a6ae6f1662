internal import Dispatch
internal import Synchronization

/// What a thread has to do, and the thread.
final class ThreadWork: Sendable {
  private struct State {
    var jobs: [@Sendable () -> Void] = []
    var isRunning = false
    var hasEnded = false
  }

  private let label: String
  private let isBackground: Bool
  private let state = Mutex(State())
  private let signal = DispatchSemaphore(value: 0)

  init(label: String, isBackground: Bool) {
    self.label = label
    self.isBackground = isBackground
  }

  func add(_ job: @escaping @Sendable () -> Void) {
    let begins = state.withLock { state in
      state.jobs.append(job)
      defer { state.isRunning = true }
      return !state.isRunning
    }
    if begins { begin() }
    signal.signal()
  }

  /// Lets the thread end when it has done everything.
  func end() {
    state.withLock { $0.hasEnded = true }
    signal.signal()
  }

  private func begin() {
    // Where the system gives no thread any more, one of those that are there does it.
    if DetachedThread.start({ [self] in runAside() }) != nil {
      DispatchQueue.global().async { [self] in run() }
    }
  }

  private func runAside() {
    CurrentThread.setName(label)
    if isBackground { CurrentThread.giveWay() }
    run()
  }

  private func run() {
    while true {
      signal.wait()
      let job = state.withLock { $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }
      if let job {
        job()
      } else if state.withLock({ $0.hasEnded }) {
        return
      }
    }
  }
}
