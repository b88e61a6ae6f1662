internal import DNS
internal import Publishing
internal import SPF

/// Compares records with a state, and makes the next one.
struct StateKeeper<R: Resolver>: Sendable {
  let resolver: R
  let old: RecordState
  /// Seconds since 1970.
  let now: Int64
  /// Whether what is new will be told again: a deployment's audit is not the one that somebody reads for news.
  let isGate: Bool

  private static var width: Int { 16 }
  private static var mostLines: Int { 100 }
  /// So many records before the one that is there are kept, and no longer than this after caches have lost them: logs
  /// go back about as far.
  private static var mostPast: Int { 4 }
  private static var longestPast: Int64 { 35 * 86_400 }

  /// What changed of `names`, and the state to keep.
  func compare(_ names: [DomainName]) async -> (changes: [RecordStateChange], state: RecordState) {
    let found = await Gathering.values(of: names, width: Self.width) { await self.compare($0) }
    var entries = old.entries
    for (name, item) in zip(names, found) { if let entry = item.entry { entries[name] = entry } }
    return (found.compactMap(\.change), RecordState(time: now, entries: entries))
  }

  private func compare(
    _ name: DomainName
  ) async -> (change: RecordStateChange?, entry: RecordState.Entry?) {
    guard let meaning = try? await RecordMeaning.of(name, resolver: resolver) else { return (nil, nil) }
    // A name server that is silent for an hour has changed no record.
    guard meaning.unanswered == nil else { return (nil, nil) }
    guard let entry = old.entries[name] else {
      return (nil, RecordState.Entry(snapshot: Snapshot(meaning, time: now), since: now))
    }
    let told = entry.told ?? entry.snapshot
    let news = AnswerComparison(told, meaning)
    let step = entry.told == nil ? news : AnswerComparison(entry.snapshot, meaning)
    var past = entry.past.filter { $0.cachedUntil + Self.longestPast > now }
    if !step.isSame {
      past.append(
        RecordState.Past(
          snapshot: entry.snapshot, since: entry.since, replaced: now,
          cachedUntil: now + Int64(step.replacedTTL)))
    }
    let next = RecordState.Entry(
      snapshot: Snapshot(name, answers: step.answers, time: now), since: step.isSame ? entry.since : now,
      past: past.suffix(Self.mostPast), told: isGate && !news.lines.isEmpty ? told : nil)
    guard !news.lines.isEmpty else { return (nil, next) }
    // A deployment may have seen some of the news before this audit: what was told last, and all that followed it.
    let until = past.filter { $0.snapshot.time >= told.time }.map(\.cachedUntil).max()
    var difference: MeaningDifference?
    if !news.isSame, let then = try? await told.meaning {
      difference = MeaningDifference(from: then, to: meaning)
    }
    let change = RecordStateChange(
      domain: name, since: told.time, lines: Array(news.lines.prefix(Self.mostLines)), difference: difference,
      cachedUntil: news.isSame ? nil : until)
    return (change, next)
  }
}
