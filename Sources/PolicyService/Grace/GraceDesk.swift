internal import Synchronization

/// Has failures judged, and says what is known of them.
public final class GraceDesk: Sendable {
  /// What is known of a failure.
  enum Opinion: Sendable, Hashable {
    /// Nothing speaks for it.
    case none
    /// Nobody has looked into it yet, or not for a long time.
    case unjudged
    /// The record was probably not followed up; the time that is given is not over.
    case stale(probability: Int)
  }

  private struct State {
    var memory = GraceMemory()
    /// Who waits for each pair that is being looked into, by a number of his own.
    var flights: [GraceMemory.Pair: [Int: CheckedContinuation<Void, Never>]] = [:]
    var nextWaiting = 0
    var hasEnded = false
    var changes = 0
  }

  /// So many questions wait at most; further failures are refused as the rules say.
  static let waiting = 64
  /// So many are looked into at a time.
  static let atOnce = 4
  /// A judge who takes longer is not waited for: a bound for those who keep none.
  private static let longest = Duration.seconds(60)

  private let judge: any GraceJudge
  private let now: @Sendable () -> Int64
  private let clock: any Clock<Duration>
  private let state = Mutex(State())
  private let questions: AsyncStream<GraceQuestion>
  private let queue: AsyncStream<GraceQuestion>.Continuation

  /// A desk before `judge`. `now` gives milliseconds since 1970, `clock` measures how long is waited.
  public init(
    judge: some GraceJudge, now: @escaping @Sendable () -> Int64 = { WallTime.milliseconds },
    clock: any Clock<Duration> = ContinuousClock()
  ) {
    self.judge = judge
    self.now = now
    self.clock = clock
    (questions, queue) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.waiting))
  }

  /// What is known. Never waits.
  func opinion(on question: GraceQuestion, _ rules: GraceRules, now: Int64) -> Opinion {
    guard let (finding, first) = state.withLock({ $0.memory.finding(of: Self.pair(question), now: now) })
    else { return .unjudged }
    guard case .stale(let probability) = finding else { return .none }
    let isInTime = now - first < rules.period.components.seconds
    return isInTime && probability >= rules.probability ? .stale(probability: probability) : .none
  }

  /// Puts a failure before the judge, and waits for what the judge finds, no longer than `time`. The judge goes on when that
  /// is over, for the next attempt. Whether it is known then ``opinion(on:_:now:)`` says.
  func look(into question: GraceQuestion, within time: Duration) async {
    guard begin(question) else { return }
    let pair = Self.pair(question)
    _ = await TimeLimit.value(within: time, of: clock) { [self] in await landing(of: pair) }
  }

  /// Whether the failure is being looked into; not if too many are.
  private func begin(_ question: GraceQuestion) -> Bool {
    let pair = Self.pair(question)
    return state.withLock { state in
      guard !state.hasEnded else { return false }
      guard state.flights[pair] == nil else { return true }
      guard case .enqueued = queue.yield(question) else { return false }
      state.flights[pair] = [:]
      state.memory.begin(pair, now: now() / 1000)
      return true
    }
  }

  /// Waits until the pair has been looked into, or the task is cancelled: who has given up leaves nothing behind.
  private func landing(of pair: GraceMemory.Pair) async {
    let number = state.withLock { state in
      state.nextWaiting += 1
      return state.nextWaiting
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          guard !Task.isCancelled, state.flights[pair] != nil else { return true }
          state.flights[pair]?[number] = continuation
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.flights[pair]?.removeValue(forKey: number) }?.resume()
    }
  }

  /// Judges, until the task ends: then at once.
  public func run() async {
    await withTaskGroup(of: Void.self) { group in
      var running = 0
      for await question in questions {
        if running == Self.atOnce {
          await group.next()
          running -= 1
        }
        group.addTask { await self.judge(question) }
        running += 1
      }
    }
    let waiting = state.withLock { state in
      state.hasEnded = true
      defer { state.flights = [:] }
      return state.flights.values.flatMap(\.values)
    }
    for continuation in waiting { continuation.resume() }
  }

  private func judge(_ question: GraceQuestion) async {
    let probability = await TimeLimit.value(within: Self.longest, of: clock) { [judge] in
      await judge.probabilityOfStaleRecord(question)
    }
    guard !Task.isCancelled else { return }
    let finding = (probability ?? nil).map { GraceMemory.Finding.stale(Int(min(max($0, 0), 1) * 100)) }
    let pair = Self.pair(question)
    let waiting = state.withLock { state in
      state.memory.end(pair, finding ?? .unknown, now: now() / 1000)
      state.changes += 1
      return state.flights.removeValue(forKey: pair) ?? [:]
    }
    for continuation in waiting.values { continuation.resume() }
  }

  private static func pair(_ question: GraceQuestion) -> GraceMemory.Pair {
    GraceMemory.Pair(domain: question.domain, client: question.client)
  }

  // MARK: What is kept over a restart

  /// All that was found, the oldest first, and a number that is another one when there is more.
  public var findings: (list: [GraceFinding], changes: Int) {
    state.withLock { ($0.memory.findings, $0.changes) }
  }

  /// Knows what was found earlier, unless it knows better.
  public func restore(_ findings: [GraceFinding]) {
    state.withLock { state in
      for finding in findings { state.memory.restore(finding) }
    }
  }
}
