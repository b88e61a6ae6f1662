internal import DNS
internal import Publishing
internal import SPF

/// Compares records with a state, and makes the next one.
struct StateKeeper<R: Resolver>: Sendable {
  let resolver: R
  let old: RecordState
  /// Seconds since 1970.
  let now: Int64

  private static var width: Int { 16 }
  /// The longest text of an answer that is shown.
  private static var longestText: Int { 1_024 }
  private static var mostLines: Int { 100 }

  /// What changed of `domains`, and the state to keep.
  func compare(_ domains: [DomainName]) async -> (changes: [RecordStateChange], state: RecordState) {
    let found = await Gathering.values(of: domains, width: Self.width) { await self.compare($0) }
    var entries = old.entries
    for (domain, item) in zip(domains, found) { if let entry = item.entry { entries[domain] = entry } }
    return (found.compactMap(\.change), RecordState(time: now, entries: entries))
  }

  private func compare(
    _ domain: DomainName
  ) async -> (change: RecordStateChange?, entry: RecordState.Entry?) {
    guard let meaning = try? await RecordMeaning.of(domain, resolver: resolver) else { return (nil, nil) }
    let isComplete = meaning.answers.allSatisfy {
      if case .failure = $0.answer.status { false } else { true }
    }
    // A name server that is silent for an hour has changed no record.
    guard isComplete else { return (nil, nil) }
    guard let entry = old.entries[domain] else {
      return (nil, RecordState.Entry(snapshot: Snapshot(meaning, time: now), since: now))
    }
    let before = Dictionary(entry.snapshot.answers.map { ($0.question, $0.answer) }) { first, _ in first }
    var lines: [RecordStateChange.Line] = []
    var kept: [(question: DNSQuestion, answer: DNSAnswer)] = []
    var isSame = true
    for (question, answer) in meaning.answers {
      var answer = answer
      if let then = before[question], Self.words(then) == Self.words(answer) {
        // A cache gives what is left of the TTL: only more than ever was seen is news.
        if answer.ttl > then.ttl {
          let text = Self.text(answer)
          lines.append(.init(question: question, old: text, new: text, ttl: answer.ttl))
        }
        answer.ttl = max(answer.ttl, then.ttl)
      } else {
        isSame = false
        lines.append(
          .init(question: question, old: before[question].map(Self.text), new: Self.text(answer), ttl: nil))
      }
      kept.append((question, answer))
    }
    let asked = Set(meaning.answers.map(\.question))
    for (question, answer) in entry.snapshot.answers where !asked.contains(question) {
      isSame = false
      lines.append(.init(question: question, old: Self.text(answer), new: nil, ttl: nil))
    }
    let next = RecordState.Entry(
      snapshot: Snapshot(domain, answers: kept, time: now), since: isSame ? entry.since : now)
    guard !lines.isEmpty else { return (nil, next) }
    var difference: MeaningDifference?
    if !isSame, let then = try? await entry.snapshot.meaning {
      difference = MeaningDifference(from: then, to: meaning)
    }
    let change = RecordStateChange(
      domain: domain, since: entry.snapshot.time, lines: Array(lines.prefix(Self.mostLines)),
      difference: difference)
    return (change, next)
  }

  /// An answer in words, cut if it is long.
  private static func text(_ answer: DNSAnswer) -> String {
    let parts = words(answer).map { words in
      words.utf8.count > longestText ? "\(words.prefix(longestText))… (\(words.utf8.count) octets)" : words
    }
    guard parts.isEmpty else { return parts.joined(separator: ", ") }
    switch answer.status {
    case .noName: return "(the name does not exist)"
    default: return answer.status == .records ? "(no SPF record)" : "(none)"
    }
  }

  /// The records of an answer in words, in an order that does not depend on the server.
  private static func words(_ answer: DNSAnswer) -> [String] {
    switch answer.records {
    case .none: []
    case .addresses(let list): list.sorted().map(\.description)
    case .mailExchanges(let list): list.map { "\($0.preference) \($0.exchange)" }.sorted()
    case .names(let list): list.sorted().map(\.description)
    case .texts(let list):
      // What is not for SPF is nobody's business here.
      list.map(\.joined).filter { SPFRecord.hasVersion($0) }.map { "\"\(Printable.ascii($0))\"" }.sorted()
    }
  }
}
