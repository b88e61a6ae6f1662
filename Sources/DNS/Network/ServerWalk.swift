internal import SPF

/// Which server is asked next for one question, and which failure is reported when none has an answer.
struct ServerWalk {
  /// A server, by its index, and how many rounds were made before.
  struct Step: Equatable {
    let server: Int
    let round: Int
  }

  private let rounds: Int
  private var round = 0
  private var toAsk: ArraySlice<Int>
  private var silent: [Int] = []
  private var worst: DNSFailure?

  /// A walk over `servers` in this order. Those that stay silent are asked again, up to `rounds` times.
  init(_ servers: [Int], rounds: Int) {
    toAsk = servers[...]
    self.rounds = rounds
  }

  /// Whom to ask next; nil if nobody is left.
  mutating func next() -> Step? {
    if toAsk.isEmpty {
      round += 1
      guard round < rounds else { return nil }
      toAsk = silent[...]
      silent = []
    }
    return toAsk.popFirst().map { Step(server: $0, round: round) }
  }

  /// A server has no answer. To ask again what was answered once, if only with an error, is no use in the
  /// few seconds that a walk takes.
  mutating func note(_ failure: DNSFailure, at step: Step) {
    if failure == .timeout { silent.append(step.server) }
    if case .unreachable(let other) = failure, case .unreachable(let earlier)? = worst {
      worst = .unreachable("\(earlier), \(other)")
      return
    }
    if worst.map({ Self.weight($0) < Self.weight(failure) }) ?? true { worst = failure }
  }

  /// What to report when nobody is left.
  var failure: DNSFailure { worst ?? .unreachable("no name server is configured") }

  /// SERVFAIL tells of the name, other response codes tell of a server, and silence tells of nothing.
  private static func weight(_ failure: DNSFailure) -> Int {
    switch failure {
    case .aliasLoop: 6
    case .serverFailure: 5
    case .refused, .responseCode: 4
    case .truncated, .malformed: 3
    case .timeout: 2
    case .unreachable, .notAsked: 1
    }
  }
}
