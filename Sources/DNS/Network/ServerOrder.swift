internal import SPF

/// In which order the servers are asked: as configured, but those that were silent lately last. Without
/// this, each query would wait for a dead first server anew, and a check with ten of them would run out of
/// time.
struct ServerOrder {
  /// How long a silent server is asked last.
  static let rest: UInt64 = 30_000_000_000

  private var restsUntil: [UInt64]
  private let rotates: Bool
  private var first = 0

  /// An order of `count` servers; if `rotates`, each query begins with the next one.
  init(count: Int, rotates: Bool = false) {
    restsUntil = Array(repeating: 0, count: count)
    self.rotates = rotates
  }

  /// The order for a query at the time `now`, in nanoseconds.
  mutating func servers(now: UInt64) -> [Int] {
    let count = restsUntil.count
    if rotates, count > 0 { first = (first + 1) % count }
    let all = (0..<count).map { ($0 + first) % count }
    return all.filter { restsUntil[$0] <= now } + all.filter { restsUntil[$0] > now }
  }

  /// Learns from what a server said, or did not say; nil for an answer.
  mutating func note(_ failure: DNSFailure?, of server: Int, now: UInt64) {
    switch failure {
    case .timeout?, .unreachable?: restsUntil[server] = now &+ Self.rest
    default: restsUntil[server] = 0
    }
  }
}
