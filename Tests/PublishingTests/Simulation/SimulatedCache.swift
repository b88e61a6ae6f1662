import TestSupport

/// What the authoritative servers have from a time on.
struct PublishedVersion {
  var time: Int64
  /// Which record, by a number of the test's own.
  let record: Int
  let ttl: UInt32
}

/// A resolver as receivers have one. It keeps an answer for its TTL, or for less, which the standards allow (RFC 1035
/// section 7.3, RFC 8767 section 4 apart); it asks one of the servers, each of which lags behind, or another cache.
struct SimulatedCache {
  /// It forgets sooner: no answer is kept for longer.
  private let longest: UInt32
  /// One of so many answers is forgotten at once.
  private let forgetsOneOf: Int
  /// How far behind each of the name servers is.
  private let lags: [Int64]
  /// The cache that is asked instead of a name server.
  private var upstream: [SimulatedCache]
  private var kept: (record: Int, until: Int64)?

  /// A cache whose servers are no further behind than `delay`.
  init(delay: Int64, _ random: inout SeededGenerator, isForwarding: Bool = true) {
    longest = [.max, .max, 3600, 60].randomElement(using: &random) ?? .max
    forgetsOneOf = [0, 0, 7].randomElement(using: &random) ?? 0
    lags = (0..<Int.random(in: 1...3, using: &random)).map { _ in Int64.random(in: 0...delay, using: &random)
    }
    upstream =
      isForwarding && Int.random(in: 0..<3, using: &random) == 0
      ? [SimulatedCache(delay: delay, &random, isForwarding: false)] : []
  }

  /// A cache that keeps everything for as long as it may, of one server.
  init(lag: Int64) {
    longest = .max
    forgetsOneOf = 0
    lags = [lag]
    upstream = []
  }

  /// The lags of its servers, and of those behind it.
  var allLags: [Int64] { lags + upstream.flatMap(\.allLags) }

  /// The record at a time, and the seconds for which it may be kept. Times must not go back.
  mutating func ask(
    at time: Int64, _ versions: [PublishedVersion], _ random: inout SeededGenerator
  ) -> (record: Int, ttl: Int64) {
    if let kept, time < kept.until { return (kept.record, kept.until - time) }
    var answer: (record: Int, ttl: Int64)
    if upstream.isEmpty {
      let lag = lags.count == 1 ? lags[0] : lags.randomElement(using: &random) ?? 0
      let version = versions.last { $0.time + lag <= time } ?? versions[0]
      answer = (version.record, Int64(version.ttl))
    } else {
      answer = upstream[0].ask(at: time, versions, &random)
    }
    answer.ttl = min(answer.ttl, Int64(longest))
    let isForgotten = forgetsOneOf > 0 && Int.random(in: 0..<forgetsOneOf, using: &random) == 0
    kept = isForgotten ? nil : (answer.record, time + answer.ttl)
    return answer
  }
}
