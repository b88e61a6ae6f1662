internal import Diagnosis
internal import History
internal import Reporting
internal import SPF

/// What happens now, for those who listen: the store is asked every few seconds for as long as anybody does. Of bounded
/// size.
actor LiveFeed {
  /// So many may listen at a time.
  static let mostListeners = 32
  /// So many events are told for one look.
  static let mostAtOnce = 50
  /// So many senders are looked at.
  private static let mostSenders = 1000
  /// So many events are kept for those who come back.
  private static let mostKept = 200

  private let store: any HistoryStore
  private let book: CaseBook
  private let now: @Sendable () -> Int64
  private var listeners: [Int: AsyncStream<LiveEvent>.Continuation] = [:]
  private var nextListener = 0
  private var nextEvent = 1
  private var kept: [LiveEvent] = []
  /// What was told of each sender; nil before the first look.
  private var told: [CaseKey: (troubled: Int, refused: Int)]?
  private var watch: Task<Void, Never>?

  init(store: any HistoryStore, book: CaseBook, now: @escaping @Sendable () -> Int64) {
    self.store = store
    self.book = book
    self.now = now
  }

  /// Those who listen.
  var count: Int { listeners.count }

  /// Events from now on, and before them those after the event `last`; nil if too many listen already. `interval` is the
  /// time between two looks; with nil somebody else looks.
  func listen(after last: Int?, every interval: Duration? = .seconds(2)) -> AsyncStream<LiveEvent>? {
    guard listeners.count < Self.mostListeners else { return nil }
    let number = nextListener
    nextListener += 1
    let (stream, continuation) = AsyncStream.makeStream(
      of: LiveEvent.self, bufferingPolicy: .bufferingNewest(Self.mostKept))
    if let last { for event in kept where event.id > last { continuation.yield(event) } }
    listeners[number] = continuation
    continuation.onTermination = { [weak self] _ in
      Task { await self?.leave(number) }
    }
    if watch == nil, let interval {
      watch = Task { [weak self] in
        while !Task.isCancelled, let self {
          await self.look()
          try? await Task.sleep(for: interval)
        }
      }
    }
    return stream
  }

  private func leave(_ number: Int) {
    listeners[number] = nil
    guard listeners.isEmpty else { return }
    watch?.cancel()
    watch = nil
    told = nil
  }

  /// Looks once, and tells what is new.
  func look() async {
    let time = now()
    let hour = Int(time / 3600)
    // A store that does not answer now may answer the next time.
    guard
      let found = try? await store.summaries(
        SenderSummaryQuery(
          order: .latestTrouble, hours: max(0, hour - 1)..<Int(Int32.max), limit: Self.mostSenders))
    else { return }
    var now: [CaseKey: (troubled: Int, refused: Int)] = [:]
    var news: [(summary: SenderSummary, troubled: Int, refused: Int)] = []
    for summary in found {
      let key = CaseKey(summary)
      now[key] = (summary.troubled, summary.refused)
      guard let told else { continue }
      let before =
        told[key] ?? (summary.hours.lowerBound >= hour - 1 ? (0, 0) : (summary.troubled - 1, summary.refused))
      let troubled = summary.troubled - before.troubled
      if troubled > 0 { news.append((summary, troubled, max(0, summary.refused - before.refused))) }
    }
    told = now
    news.sort { ($0.refused, $0.troubled) > ($1.refused, $1.troubled) }
    let verdicts = await book.verdicts(of: news.prefix(Self.mostAtOnce).map { CaseKey($0.summary) })
    for (summary, troubled, refused) in news.prefix(Self.mostAtOnce).reversed() {
      let key = CaseKey(summary)
      tell(
        LiveEvent(
          id: nextEvent, time: CivilTime(time).machine, domain: summary.domain,
          network: summary.network.description,
          results: summary.results.results.filter { $0 != .pass }.map(\.rawValue), troubled: troubled,
          refused: refused, verdict: Nullable(verdicts[key]?.verdict.rawValue), link: key.path))
    }
  }

  private func tell(_ event: LiveEvent) {
    nextEvent += 1
    kept.append(event)
    if kept.count > Self.mostKept { kept.removeFirst(kept.count - Self.mostKept) }
    for listener in listeners.values { listener.yield(event) }
  }
}
