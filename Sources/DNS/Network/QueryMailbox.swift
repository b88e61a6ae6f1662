internal import SPF
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What callers hand to the resolver's thread, and who waits for an answer.
final class QueryMailbox: Sendable {
  typealias Continuation = CheckedContinuation<DNSAnswer, Never>

  /// A query to be sent.
  struct Letter: Sendable {
    let id: UInt64
    let question: DNSQuestion
  }

  private struct State {
    var nextID: UInt64 = 0
    var letters: [Letter] = []
    var waiting: [UInt64: Continuation] = [:]
    /// Queries the thread has or will get; cancelled ones too, until c-ares is done with them.
    var underWay = 0
    var isStopped = false
    var readEnd: Int32
    var writeEnd: Int32
    /// An octet is in the pipe that the thread has not read.
    var isRung = false
  }

  private let state: Mutex<State>
  private let limit: Int
  private static let stopped = DNSAnswer.failure(.unreachable("the resolver was shut down"))

  init(limit: Int) throws(CAresError) {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else {
      throw CAresError(
        description: "cannot make a pipe for the resolver (errno \(errno)); raise the limit of open files")
    }
    for end in ends {
      _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    self.limit = limit
    state = Mutex(State(readEnd: ends[0], writeEnd: ends[1]))
  }

  /// The end of the pipe that becomes readable when there is something to do.
  var bell: Int32 { state.withLock { $0.readEnd } }

  func nextID() -> UInt64 {
    state.withLock {
      $0.nextID &+= 1
      return $0.nextID
    }
  }

  func post(
    _ question: DNSQuestion, id: UInt64, _ continuation: Continuation, isCancelled: () -> Bool
  ) {
    let refusal: DNSAnswer? = state.withLock { state in
      if state.isStopped { return Self.stopped }
      if isCancelled() { return .failure(.timeout) }
      if state.underWay >= limit { return .failure(CAresResolver.overloaded) }
      state.underWay += 1
      state.waiting[id] = continuation
      state.letters.append(Letter(id: id, question: question))
      Self.ring(&state)
      return nil
    }
    if let refusal { continuation.resume(returning: refusal) }
  }

  func cancel(_ id: UInt64) {
    let continuation = state.withLock { $0.waiting.removeValue(forKey: id) }
    continuation?.resume(returning: .failure(.timeout))
  }

  /// Called by the thread when c-ares is done with a query.
  func deliver(_ answer: DNSAnswer, to id: UInt64) {
    let continuation = state.withLock { state in
      state.underWay -= 1
      return state.waiting.removeValue(forKey: id)
    }
    continuation?.resume(returning: answer)
  }

  /// Whether anybody still waits for the query.
  func isAwaited(_ id: UInt64) -> Bool {
    state.withLock { $0.waiting[id] != nil }
  }

  /// The letters that came since the last time; nil when the thread is to end.
  func collect() -> [Letter]? {
    state.withLock { state in
      if state.isRung {
        var drain: [UInt8] = [0, 0, 0, 0]
        _ = unsafe read(state.readEnd, &drain, drain.count)
        state.isRung = false
      }
      if state.isStopped { return nil }
      defer { state.letters = [] }
      return state.letters
    }
  }

  func stop() {
    let waiting = state.withLock { state in
      defer { state.waiting = [:] }
      state.isStopped = true
      state.letters = []
      Self.ring(&state)
      return state.waiting
    }
    for continuation in waiting.values { continuation.resume(returning: Self.stopped) }
  }

  /// Closes the pipe; nobody rings any more.
  func close() {
    stop()
    state.withLock { state in
      for end in [state.readEnd, state.writeEnd] where end >= 0 {
        #if canImport(Glibc)
          _ = Glibc.close(end)
        #else
          _ = Darwin.close(end)
        #endif
      }
      state.readEnd = -1
      state.writeEnd = -1
    }
  }

  private static func ring(_ state: inout State) {
    guard !state.isRung, state.writeEnd >= 0 else { return }
    var octet: UInt8 = 1
    state.isRung = unsafe write(state.writeEnd, &octet, 1) == 1
  }
}
