internal import Diagnosis
internal import History
internal import SPF

/// The cases that matter, with their verdicts: looked into in the background, so that no list waits for DNS. Of bounded
/// size.
actor CaseBook {
  /// So many cases are kept.
  static let most = 2000
  /// So many are looked into in one round.
  static let perRound = 100
  /// So many are looked for: those with most refusals, and those seen last.
  private static let candidates = 300
  /// So far back in days that cases are looked for, and what was refused is known.
  static let days = 90
  /// A case is looked into anew after so many seconds.
  private static let freshness: Int64 = 6 * 3600
  /// One of which nothing could be said: DNS may have been slow.
  private static let retry: Int64 = 600

  private let examiner: CaseExaminer
  private var entries: [CaseKey: CaseEntry] = [:]
  /// When the last round ended, seconds since 1970; nil before the first.
  private(set) var updated: Int64?

  init(_ examiner: CaseExaminer) {
    self.examiner = examiner
  }

  /// Everything that is kept.
  var all: [CaseEntry] { Array(entries.values) }

  /// What is known of a case.
  func entry(_ key: CaseKey) -> CaseEntry? { entries[key] }

  /// The verdicts of those of `keys` that have one.
  func verdicts(of keys: [CaseKey]) -> [CaseKey: CaseVerdict] {
    keys.reduce(into: [:]) { found, key in
      if let verdict = entries[key]?.verdict { found[key] = verdict }
    }
  }

  /// Keeps what somebody has just looked into.
  func note(_ verdict: CaseVerdict, of summary: SenderSummary) {
    let key = CaseKey(summary)
    guard entries[key] != nil || entries.count < Self.most else { return }
    entries[key, default: CaseEntry(summary: summary)].verdict = verdict
    entries[key]?.looked = verdict.time
  }

  /// One round: which cases there are, and what they are taken for.
  func refresh(time: Duration = .seconds(60)) async throws(HistoryError) {
    let store = examiner.store
    let now = examiner.now()
    let hour = Int(now / 3600)
    let recent = max(0, hour - Self.days * 24)..<Int(Int32.max)
    var found = try await store.summaries(
      SenderSummaryQuery(order: .mostRefused, hours: recent, limit: Self.candidates))
    found += try await store.summaries(
      SenderSummaryQuery(order: .latestTrouble, hours: recent, limit: Self.candidates))
    for summary in found {
      let key = CaseKey(summary)
      let isKnown = entries[key]?.summary == summary
      entries[key, default: CaseEntry(summary: summary)].summary = summary
      guard !isKnown || entries[key]?.refused.isEmpty == true else { continue }
      // Nobody is served any more.
      guard !Task.isCancelled else { return }
      let days = try await store.senders(
        SenderQuery(domain: key.domain, network: key.network, since: recent.lowerBound))
      entries[key]?.refused = days.reduce(into: [:]) { sum, day in
        if ResultCount(day).isRefusal { sum[day.day, default: 0] += day.count }
      }
    }
    forget(Set(found.map(CaseKey.init)))
    let stale = Array(
      found.map(CaseKey.init).filter { isStale($0, now: now) }.reduce(into: [CaseKey]()) { list, key in
        if !list.contains(key) { list.append(key) }
      }.prefix(Self.perRound))
    if !stale.isEmpty {
      let diagnosis = try await examiner.diagnosis(of: stale, time: time)
      for key in stale {
        if let verdict = examiner.verdict(of: key, in: diagnosis) { entries[key]?.verdict = verdict }
        // Also one of which nothing can be said: it would keep its place before all others.
        entries[key]?.looked = examiner.now()
      }
    }
    updated = examiner.now()
  }

  private func isStale(_ key: CaseKey, now: Int64) -> Bool {
    guard let entry = entries[key], let looked = entry.looked else { return true }
    return now - looked >= (entry.verdict == nil ? Self.retry : Self.freshness)
  }

  /// Forgets what is not among `current`, the oldest first, until there is room.
  private func forget(_ current: Set<CaseKey>) {
    let surplus = entries.count - Self.most
    guard surplus > 0 else { return }
    let old = entries.filter { !current.contains($0.key) }.sorted {
      ($0.value.summary.troubleHour ?? 0) < ($1.value.summary.troubleHour ?? 0)
    }
    for (key, _) in old.prefix(surplus) { entries[key] = nil }
  }
}

extension ResultCount {
  /// The checks of a day of one sender.
  fileprivate init(_ day: SenderDay) {
    self.init(hour: day.day * 24, scope: day.scope, result: day.result, action: day.action, count: day.count)
  }
}
