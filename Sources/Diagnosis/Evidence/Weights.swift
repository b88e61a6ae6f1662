/// What one kind of evidence says for and against each cause: natural logarithms of odds. 0.7 doubles the odds, 1.6
/// makes them five times, 3 twenty times as great.
struct Weights: Sendable {
  let family: EvidenceFamily
  var stale = 0.0
  var forwarded = 0.0
  var forged = 0.0
  var broken = 0.0
  var dns = 0.0
  var hidden = 0.0
  var local = 0.0
  /// Whether an honest host would not show it: without any such sign nobody is called a forger.
  var isSign = false

  init(
    _ family: EvidenceFamily, stale: Double = 0, forwarded: Double = 0, forged: Double = 0,
    broken: Double = 0, dns: Double = 0, hidden: Double = 0, local: Double = 0, isSign: Bool = false
  ) {
    self.family = family
    self.stale = stale
    self.forwarded = forwarded
    self.forged = forged
    self.broken = broken
    self.dns = dns
    self.hidden = hidden
    self.local = local
    self.isSign = isSign
  }

  /// The weight for `cause`.
  subscript(cause: Cause) -> Double {
    switch cause {
    case .staleRecord: stale
    case .forwarded: forwarded
    case .forged: forged
    case .brokenRecord: broken
    case .dnsTrouble: dns
    case .hiddenClient: hidden
    case .unauthenticatedLocal: local
    }
  }

  /// The odds before anything is known: most of what SPF stops is forged; receivers' own mistakes are rare, but
  /// then concern all their mail.
  static let priors: [Cause: Double] = [
    .forged: -1.05, .staleRecord: -1.5, .forwarded: -1.6, .brokenRecord: -3, .dnsTrouble: -3,
    .hiddenClient: -2.8,
    .unauthenticatedLocal: -2.7,
  ]
}
