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
    /// It is being looked into.
    case pending
    /// With this probability, in percent, the record was not followed up.
    case stale(Int)
    /// It could not be found out.
    case unknown
  }

  private struct Entry {
    var finding: Finding
    let first: Int64
    var judged: Int64
  }

  /// After so many seconds a finding is looked into again: DNS may have changed.
  static let validity: Int64 = 6 * 3600
  private let capacity: Int
  private var entries: [Pair: Entry] = [:]
  /// The pairs by age; those forgotten leave holes.
  private var order: [Pair] = []
  private var oldest = 0

  init(capacity: Int = 10_000) {
    self.capacity = capacity
  }

  var count: Int { entries.count }

  /// What is known of `pair`, and since when it is; nil if it has to be looked into.
  func finding(of pair: Pair, now: Int64) -> (finding: Finding, first: Int64)? {
    guard let entry = entries[pair], entry.finding == .pending || now - entry.judged < Self.validity else {
      return nil
    }
    return (entry.finding, entry.first)
  }

  /// Notes that `pair` is being looked into. The oldest is forgotten if there is no room.
  mutating func begin(_ pair: Pair, now: Int64) {
    if entries[pair] != nil {
      entries[pair]?.finding = .pending
      return
    }
    if entries.count >= capacity, oldest < order.count {
      entries[order[oldest]] = nil
      oldest += 1
      if oldest > capacity {
        order.removeFirst(oldest)
        oldest = 0
      }
    }
    entries[pair] = Entry(finding: .pending, first: now, judged: now)
    order.append(pair)
  }

  /// Notes what `pair` was taken for, unless it was forgotten meanwhile.
  mutating func end(_ pair: Pair, _ finding: Finding, now: Int64) {
    entries[pair]?.finding = finding
    entries[pair]?.judged = now
  }
}
