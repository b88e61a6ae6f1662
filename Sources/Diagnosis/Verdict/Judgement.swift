/// The weighing of evidence: which cause is most likely, and how likely.
struct Judgement: Sendable {
  /// The logarithm of the odds of each cause, up to a constant.
  let scores: [Cause: Double]
  /// What the positive signs of forgery weigh together, as far as they do.
  let signs: Double

  /// Below this probability the best cause is not good enough.
  static let threshold = 0.5
  /// To call mail forged takes more: the mistake would cost an innocent sender.
  static let forgedThreshold = 0.7
  /// An exemption for a forwarder lets in what it carries.
  static let forwardedThreshold = 0.6
  /// Below this, the signs of forgery are too weak: a host that is merely unknown, or has no name, is no forger's.
  static let leastSigns = 0.95
  /// What counts of further evidence of a family.
  private static let repetition = 0.5
  /// No evidence from a log and DNS makes certain.
  private static let ceiling = 0.99

  /// Weighs `evidence`: for each cause the prior and, of each family, the strongest item in full and the others by
  /// half, because they partly say the same.
  init(_ evidence: [Evidence]) {
    var scores = Weights.priors
    for cause in Cause.allCases {
      var byFamily: [EvidenceFamily: [Double]] = [:]
      for item in evidence {
        let weights = Weights.of(item.code)
        byFamily[weights.family, default: []].append(weights[cause])
      }
      for weights in byFamily.values {
        let strongest = weights.max { abs($0) < abs($1) } ?? 0
        scores[cause, default: 0] += strongest + (weights.reduce(0, +) - strongest) * Self.repetition
      }
    }
    self.scores = scores
    signs = evidence.map { Weights.of($0.code) }.filter(\.isSign).reduce(0) { $0 + $1.forged }
  }

  private init(scores: [Cause: Double], signs: Double) {
    self.scores = scores
    self.signs = signs
  }

  /// The mean of several, by their weights.
  static func mean(_ parts: [(judgement: Judgement, weight: Int)]) -> Judgement {
    let total = Double(max(1, parts.reduce(0) { $0 + $1.weight }))
    var scores: [Cause: Double] = [:]
    let signs = parts.reduce(0) { $0 + $1.judgement.signs * Double($1.weight) / total }
    for part in parts {
      for (cause, score) in part.judgement.scores {
        scores[cause, default: 0] += score * Double(part.weight) / total
      }
    }
    return Judgement(scores: scores, signs: signs)
  }

  /// The causes, the most likely first.
  var ranking: [(cause: Cause, probability: Double)] {
    let best = scores.values.max() ?? 0
    let odds = scores.mapValues { Exponential.of($0 - best) }
    let sum = odds.values.reduce(0, +)
    return odds.map { ($0.key, min(Self.ceiling, $0.value / sum)) }
      .sorted { ($0.1, $1.0.rawValue) > ($1.1, $0.0.rawValue) }
      .map { (cause: $0.0, probability: $0.1) }
  }

  /// The verdict and its probability.
  var verdict: (verdict: Verdict, confidence: Double) {
    guard let best = ranking.first else { return (.unknown, 0) }
    let least =
      switch best.cause {
      case .forged: Self.forgedThreshold
      case .forwarded: Self.forwardedThreshold
      default: Self.threshold
      }
    if best.cause == .forged, signs < Self.leastSigns { return (.unknown, best.probability) }
    return (best.probability >= least ? Verdict(best.cause) : .unknown, best.probability)
  }
}
