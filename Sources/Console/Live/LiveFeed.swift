internal import Diagnosis
internal import History
internal import Reporting
internal import SPF

/// What happens now, for those who listen: the store is asked every few seconds for as long as anybody does, so that who
/// writes to it never waits for them. Of bounded size.
actor LiveFeed {
  /// So many may listen at a time.
  static let mostListeners = 32
  /// So many events are told for one look.
  static let mostAtOnce = 50
  /// So many events are kept for those who come back.
  static let mostKept = 200
  /// So many events may wait for one who listens: those that were kept, and those of two looks.
  static let mostWaiting = mostKept + 2 * mostAtOnce
  /// So many senders are looked at in one look, a page of them at a time.
  private static let mostSenders = 5000
  private static let sendersAtOnce = 500
  /// It goes on for so long after the last listener has gone: an answer ends by itself, and who comes back for the next
  /// must have missed nothing.
  private static let lingering = Duration.seconds(15)

  /// Somebody who listens.
  private struct Listener {
    let events: AsyncStream<LiveEvent>.Continuation
    let end: Task<Void, Never>
  }

  private let store: any HistoryStore
  private let book: CaseBook
  private let now: @Sendable () -> Int64
  private var listeners: [Int: Listener] = [:]
  private var nextListener = 0
  private var lastEvent = 0
  private var kept: [LiveEvent] = []
  /// What was told of each sender; nil before the first look.
  private var told: [CaseKey: (troubled: Int, refused: Int)]?
  private var watch: Task<Void, Never>?
  private var rest: Task<Void, Never>?
  private var counts = LiveState()

  init(store: any HistoryStore, book: CaseBook, now: @escaping @Sendable () -> Int64) {
    self.store = store
    self.book = book
    self.now = now
  }

  /// How those fare who listen.
  var state: LiveState {
    var state = counts
    state.listeners = listeners.count
    return state
  }

  /// Events from now on for `time`, and before them those after the event `last`; nil if too many listen already.
  /// `interval` is the time between two looks; with nil somebody else looks.
  func listen(
    after last: Int?, for time: Duration, every interval: Duration? = .seconds(2)
  ) -> LiveStream? {
    guard listeners.count < Self.mostListeners else { return nil }
    let number = nextListener
    nextListener += 1
    // Of the oldest: whoever is too slow for them is told no more, and comes back for the rest.
    let (events, continuation) = AsyncStream.makeStream(
      of: LiveEvent.self, bufferingPolicy: .bufferingOldest(Self.mostWaiting))
    // A greater number is of another run of this program, and one below 0 of none.
    let start = max(0, min(last ?? lastEvent, lastEvent))
    for event in kept where event.id > start { continuation.yield(event) }
    let end = Task {
      try? await Task.sleep(for: time)
      continuation.finish()
    }
    listeners[number] = Listener(events: continuation, end: end)
    rest?.cancel()
    rest = nil
    continuation.onTermination = { [weak self] _ in
      end.cancel()
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
    return LiveStream(start: start, events: events)
  }

  private func leave(_ number: Int) {
    listeners[number] = nil
    guard listeners.isEmpty, rest == nil else { return }
    rest = Task { [weak self] in
      try? await Task.sleep(for: Self.lingering)
      guard !Task.isCancelled else { return }
      await self?.stop()
    }
  }

  private func stop() {
    rest = nil
    guard listeners.isEmpty else { return }
    watch?.cancel()
    watch = nil
    told = nil
  }

  /// Those who had trouble lately; nil if the store does not answer now: it may answer the next time.
  private func troubled(since hour: Int) async -> [SenderSummary]? {
    var query = SenderSummaryQuery(
      order: .latestTrouble, hours: max(0, hour)..<Int(Int32.max), limit: Self.sendersAtOnce)
    var all: [SenderSummary] = []
    while all.count < Self.mostSenders {
      guard let page = try? await store.summaries(query) else { return nil }
      all += page
      guard page.count == Self.sendersAtOnce, let last = page.last else { break }
      query.after = last.cursor(in: .latestTrouble)
    }
    return all
  }

  /// Looks once, and tells what is new.
  func look() async {
    let time = now()
    let hour = Int(time / 3600)
    guard let found = await troubled(since: hour - 1) else { return }
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
    // Who has moved from one page to another while they were read is found the next time.
    if let told, told.count <= 4 * Self.mostSenders { now.merge(told) { new, _ in new } }
    told = now
    news.sort { ($0.refused, $0.troubled) > ($1.refused, $1.troubled) }
    let unsaid = max(0, news.count - Self.mostAtOnce)
    counts.unsaid += unsaid
    // Their numbers are left out, by which everybody sees that they were.
    lastEvent += unsaid
    let verdicts = await book.verdicts(of: news.prefix(Self.mostAtOnce).map { CaseKey($0.summary) })
    for (summary, troubled, refused) in news.prefix(Self.mostAtOnce).reversed() {
      let key = CaseKey(summary)
      lastEvent += 1
      tell(
        LiveEvent(
          id: lastEvent, time: CivilTime(time).machine, domain: summary.domain,
          network: summary.network.description,
          results: summary.results.results.filter { $0 != .pass }.map(\.rawValue), troubled: troubled,
          refused: refused, verdict: Nullable(verdicts[key]?.verdict.rawValue), link: key.path))
    }
  }

  private func tell(_ event: LiveEvent) {
    kept.append(event)
    if kept.count > Self.mostKept { kept.removeFirst(kept.count - Self.mostKept) }
    for (number, listener) in listeners {
      guard case .dropped = listener.events.yield(event) else { continue }
      counts.slow += 1
      listeners[number] = nil
      listener.events.finish()
    }
  }
}
