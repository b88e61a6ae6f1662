internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

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
    let argument = unsafe Unmanaged.passRetained(self).toOpaque()
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    let status = unsafe pthread_create(
      &thread, nil,
      { argument in
        #if canImport(Glibc)
          guard let argument = unsafe argument else { return nil }
        #endif
        unsafe Unmanaged<ThreadWork>.fromOpaque(argument).takeRetainedValue().runAside()
        return nil
      }, argument)
    guard status == 0 else {
      // Where the system gives no thread any more, one of those that are there does it.
      unsafe Unmanaged<ThreadWork>.fromOpaque(argument).release()
      DispatchQueue.global().async { [self] in run() }
      return
    }
    #if canImport(Glibc)
      _ = pthread_detach(thread)
    #else
      if let thread = unsafe thread { _ = unsafe pthread_detach(thread) }
    #endif
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
