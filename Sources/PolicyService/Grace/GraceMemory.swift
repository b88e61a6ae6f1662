internal import SPF

/// What is known of domains and clients that fail, in bounded memory: since when, and what they were taken for.
struct GraceMemory: Sendable {
  /// A domain and a client.
  struct Pair: Sendable, Hashable {
    let domain: DomainName
    let client: IPAddress
  }

  /// What a pair was taken for.
  enum Finding: Sendable, Hashable {
    /// With this probability, in percent, the record was not followed up.
    case stale(Int)
    /// It could not be found out.
    case unknown
  }

  private struct Entry {
    /// Nil while it is being looked into for the first time.
    var finding: Finding?
    let first: Int64
    var judged: Int64
  }

  /// After so many seconds a finding is looked into again: DNS may have changed.
  static let validity: Int64 = 6 * 3600
  /// After so many what could not be found out is tried again.
  static let patience: Int64 = 600
  private let capacity: Int
  private var entries: [Pair: Entry] = [:]
  /// The pairs by age; those forgotten leave holes.
  private var order: [Pair] = []
  private var oldest = 0

  init(capacity: Int = 10_000) {
    self.capacity = capacity
  }

  var count: Int { entries.count }

  /// What is known of `pair`, and since when it fails; nil if it has to be looked into.
  func finding(of pair: Pair, now: Int64) -> (finding: Finding, first: Int64)? {
    guard let entry = entries[pair], let finding = entry.finding,
      now - entry.judged < (finding == .unknown ? Self.patience : Self.validity)
    else { return nil }
    return (finding, entry.first)
  }

  /// Notes that `pair` is being looked into. The oldest is forgotten if there is no room.
  mutating func begin(_ pair: Pair, now: Int64) {
    guard entries[pair] == nil else { return }
    add(pair, Entry(finding: nil, first: now, judged: now))
  }

  private mutating func add(_ pair: Pair, _ entry: Entry) {
    if entries.count >= capacity, oldest < order.count {
      entries[order[oldest]] = nil
      oldest += 1
      if oldest > capacity {
        order.removeFirst(oldest)
        oldest = 0
      }
    }
    entries[pair] = entry
    order.append(pair)
  }

  /// Notes what `pair` was taken for, unless it was forgotten meanwhile.
  mutating func end(_ pair: Pair, _ finding: Finding, now: Int64) {
    entries[pair]?.finding = finding
    entries[pair]?.judged = now
  }

  /// All that was found, the oldest first.
  var findings: [GraceFinding] {
    order[oldest...].compactMap { pair in
      guard let entry = entries[pair], let finding = entry.finding else { return nil }
      let probability: Int? =
        switch finding {
        case .stale(let probability): probability
        case .unknown: nil
        }
      return GraceFinding(
        domain: pair.domain, client: pair.client, first: entry.first, judged: entry.judged,
        probability: probability)
    }
  }

  /// Notes what was found earlier, unless something is known of it.
  mutating func restore(_ finding: GraceFinding) {
    let pair = Pair(domain: finding.domain, client: finding.client)
    guard entries[pair] == nil else { return }
    add(
      pair,
      Entry(
        finding: finding.probability.map { .stale($0) } ?? .unknown, first: finding.first,
        judged: finding.judged))
  }
}
