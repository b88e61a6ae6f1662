internal import NIOConcurrencyHelpers
internal import SPF

/// Has failures judged, and says what is known of them. To ask never waits.
public final class GraceDesk: Sendable {
  /// What is known of a failure.
  enum Opinion: Sendable, Hashable {
    /// Nothing speaks for it.
    case none
    /// It is being looked into; there will be an opinion at the next attempt.
    case pending
    /// The record was probably not followed up; the time that is given is not over.
    case stale(probability: Int)
  }

  /// So many questions wait at most; further failures are refused as the rules say.
  static let waiting = 64
  /// So many are looked into at a time.
  static let atOnce = 4

  private let judge: any GraceJudge
  private let now: @Sendable () -> Int64
  private let memory = NIOLockedValueBox(GraceMemory())
  private let questions: AsyncStream<GraceQuestion>
  private let queue: AsyncStream<GraceQuestion>.Continuation

  /// A desk before `judge`. `now` gives milliseconds since 1970.
  public init(judge: some GraceJudge, now: @escaping @Sendable () -> Int64 = { WallTime.milliseconds }) {
    self.judge = judge
    self.now = now
    (questions, queue) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.waiting))
  }

  /// What is known. A failure that is new is put before the judge.
  func opinion(on question: GraceQuestion, _ rules: GraceRules, now: Int64) -> Opinion {
    let pair = GraceMemory.Pair(domain: question.domain, client: question.client)
    return memory.withLockedValue { memory in
      guard let (finding, first) = memory.finding(of: pair, now: now) else {
        guard case .enqueued = queue.yield(question) else { return .none }
        memory.begin(pair, now: now)
        return .pending
      }
      switch finding {
      case .pending: return .pending
      case .stale(let probability):
        let isInTime = now - first < rules.period.components.seconds
        return isInTime && probability >= rules.probability ? .stale(probability: probability) : .none
      case .unknown: return .none
      }
    }
  }

  /// Judges, until the task ends.
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
  }

  private func judge(_ question: GraceQuestion) async {
    let probability = await judge.probabilityOfStaleRecord(question)
    let pair = GraceMemory.Pair(domain: question.domain, client: question.client)
    let finding = probability.map { GraceMemory.Finding.stale(Int(min(max($0, 0), 1) * 100)) } ?? .unknown
    memory.withLockedValue { $0.end(pair, finding, now: now() / 1000) }
  }
}
