internal import SPF
internal import Synchronization

/// Counts questions of client networks and of all within a minute: a bucket each that fills up evenly. The table of
/// networks is bounded.
final class RateLimiter: Sendable {
  /// What is left of an allowance, and when that was.
  private struct Bucket {
    var left: Double
    var time: Double

    /// Takes one; gives the seconds to wait if there is none.
    mutating func take(of limit: Double, now: Double) -> Int? {
      refill(limit, now)
      if left >= 1 {
        left -= 1
        return nil
      }
      return max(1, Int(((1 - left) * 60 / limit).rounded(.up)))
    }

    mutating func refill(_ limit: Double, _ now: Double) {
      left = min(limit, left + max(0, now - time) * limit / 60)
      time = max(time, now)
    }
  }

  private struct State {
    var all: Bucket
    var networks: [IPNetwork: Bucket] = [:]
  }

  private let perNetwork: Double
  private let perMinute: Double
  private let most: Int
  private let state: Mutex<State>

  /// So many questions a minute of one network, and of all; `most` networks are remembered.
  init(perNetwork: Int, perMinute: Int, most: Int = 10_000) {
    self.perNetwork = Double(perNetwork)
    self.perMinute = Double(perMinute)
    self.most = most
    state = Mutex(State(all: Bucket(left: Double(perMinute), time: 0)))
  }

  /// Counts a question of `client` at `now`, in seconds of any clock that only goes forward. Gives the seconds to wait if
  /// it is one too many; then it is not counted.
  func take(_ client: IPAddress?, now: Double) -> Int? {
    state.withLock { state in
      let each = perNetwork
      let network = client.flatMap(Self.network)
      if let network {
        var bucket = state.networks[network] ?? Bucket(left: each, time: now)
        let wait = bucket.take(of: each, now: now)
        if wait == nil || state.networks[network] != nil { state.networks[network] = bucket }
        if let wait { return wait }
        if state.networks.count > most { Self.shrink(&state.networks, each, now) }
      }
      return state.all.take(of: perMinute, now: now)
    }
  }

  /// The networks remembered.
  var networks: Int { state.withLock { $0.networks.count } }

  /// The network whose clients share an allowance: IPv4 /24, IPv6 /48.
  static func network(_ client: IPAddress) -> IPNetwork? {
    let length = client.family == .ipv4 ? 24 : 48
    return IPNetwork(address: client.masked(to: length), prefixLength: length)
  }

  /// Forgets those whose allowance is full again; if that is not half of them, those with most left.
  private static func shrink(_ networks: inout [IPNetwork: Bucket], _ limit: Double, _ now: Double) {
    let aim = networks.count / 2
    for key in networks.keys { networks[key]?.refill(limit, now) }
    networks = networks.filter { $0.value.left < limit }
    guard networks.count > aim else { return }
    let sorted = networks.sorted { $0.value.left < $1.value.left }
    networks = Dictionary(uniqueKeysWithValues: sorted.prefix(aim).map { ($0.key, $0.value) })
  }
}
