import Publishing
import SPF
import TestSupport

/// A domain of a random zone whose mail server moves: what its plan is, and whom receivers let in with which record.
struct SimulatedMove {
  static let old = "192.0.2.200"
  static let new = "203.0.113.99"
  private static let domain = name("corp.example.com")

  let change: RecordChange
  /// The records before, during and after the move; whether each lets the old and the new server in.
  private let verdicts: [(record: String, old: Bool, new: Bool)]

  /// The move in a zone made from `seed`; nil if the planner refuses it, or if the old server does not
  /// pass before it, or the new one does.
  static func make(seed: UInt64) async -> SimulatedMove? {
    var random = SeededGenerator(seed: seed)
    var terms = RandomZone.record(&random).split(separator: " ").map(String.init)
    terms.insert("ip4:\(old)", at: Int.random(in: 1...terms.count, using: &random))
    let record = terms.joined(separator: " ")
    let zone = TableResolver(lines: RandomZone.lines(&random) + ["\(domain) TXT \(record)"])
    guard passes(old, zone), !passes(new, zone) else { return nil }
    let published = PublishedTexts(
      domain: domain, zone: domain, texts: [TextRecord(record)], ttl: 300, servers: [], isAuthoritative: true)
    guard
      let change = try? await ChangeMaker(published, resolver: zone).change(adding: [new], removing: [old]),
      let before = change.before
    else { return nil }
    let verdicts = [before, change.during, change.after].map { text in
      let resolver = RecordOverlay(base: zone, domain: domain, record: text)
      return (text, passes(old, resolver), passes(new, resolver))
    }
    return SimulatedMove(change: change, verdicts: verdicts)
  }

  private static func passes(_ client: String, _ resolver: some ImmediateResolver) -> Bool {
    check("a@\(domain)", from: client, resolver, isTraced: false).result == .pass
  }

  /// The timetable with `ttl` published.
  func plan(ttl: UInt32, _ timing: PlanTiming) -> ChangePlan {
    ChangePlan(
      change,
      published: PublishedTexts(
        domain: Self.domain, zone: Self.domain, texts: [TextRecord(verdicts[0].record)], ttl: ttl,
        servers: [],
        isAuthoritative: true),
      timing: timing)
  }

  /// What who follows the plan publishes.
  func versions(_ plan: ChangePlan) -> [PublishedVersion] {
    [PublishedVersion(time: 0, record: 0, ttl: plan.published.ttl)]
      + plan.steps.compactMap { step in
        step.publication.map { publication in
          PublishedVersion(
            time: step.time, record: verdicts.firstIndex { $0.record == publication.record } ?? 0,
            ttl: publication.ttl)
        }
      }
  }

  /// Whether any mail is refused. Each receiver gets mail at random times: from the old server until `drained`, and from
  /// `cutOver` on from the new one.
  func isAnyRefused(
    _ versions: [PublishedVersion], cutOver: Int64, drained: Int64, delay: Int64,
    _ random: inout SeededGenerator
  ) -> Bool {
    let begin = versions.dropFirst().map(\.time).min() ?? 0
    let end = max(drained, versions.map(\.time).max() ?? 0) + 1000
    for _ in 0..<10 {
      var cache = SimulatedCache(delay: delay, &random)
      var times = (0..<10).map { _ in Int64.random(in: begin - 2000...end, using: &random) }
      // The moments at which it matters.
      for time in [cutOver, drained] {
        times += (0..<3).map { _ in time + Int64.random(in: -700...700, using: &random) }
      }
      times += [cutOver, cutOver - 1, drained - 1]
      for version in versions.dropFirst() {
        times += [version.time - 1] + cache.allLags.map { version.time + $0 - 1 }
      }
      for time in times.sorted() {
        let verdict = verdicts[cache.ask(at: time, versions, &random).record]
        if time < drained, !verdict.old { return true }
        if time >= cutOver, !verdict.new { return true }
      }
    }
    return false
  }
}
