import TestSupport

/// Receivers with caches of their own, which get mail from both servers.
struct SimulatedReceivers {
  let move: SimulatedMove
  /// What is published at the domain.
  let texts: [PublishedVersion]
  /// What is published at the name that moves, by number: at first, and in the end.
  var names = [PublishedVersion(time: 0, record: 0, ttl: 300)]
  /// When the new server begins, and the old one ends.
  let cutOver: Int64
  let drained: Int64
  /// How far behind name servers are at most.
  let delay: Int64

  private static let count = 10

  /// Whether any mail is refused. Each receiver gets mail at random times, and at the moments at which it matters: from
  /// the old server until it is drained, and from the cut over on from the new one.
  func isAnyRefused(_ random: inout SeededGenerator) -> Bool {
    let changes = texts.dropFirst() + names.dropFirst()
    let begin = changes.map(\.time).min() ?? 0
    let end = max(drained, changes.map(\.time).max() ?? 0) + 1000
    for _ in 0..<Self.count {
      var cache = SimulatedCache(delay: delay, &random)
      var other = SimulatedCache(delay: delay, &random)
      var times = (0..<10).map { _ in Int64.random(in: begin - 2000...end, using: &random) }
      for time in [cutOver, drained] {
        times += (0..<3).map { _ in time + Int64.random(in: -700...700, using: &random) }
      }
      times += [cutOver, cutOver - 1, drained - 1]
      for version in changes {
        times += [version.time - 1] + (cache.allLags + other.allLags).map { version.time + $0 - 1 }
      }
      for time in times.sorted() {
        let verdict = move.verdict(
          record: cache.ask(at: time, texts, &random).record,
          name: names.count == 1 ? names[0].record : other.ask(at: time, names, &random).record)
        if time < drained, !verdict.old { return true }
        if time >= cutOver, !verdict.new { return true }
      }
    }
    return false
  }
}
