internal import History

/// A case that is kept at hand.
struct CaseEntry: Sendable {
  /// Who sent what.
  var summary: SenderSummary
  /// What it was taken for; nil if nobody has looked yet, or nothing could be said.
  var verdict: CaseVerdict?
  /// When somebody looked last, whether or not there was anything to say; seconds since 1970.
  var looked: Int64?
  /// What was refused of it, by the day since 1970.
  var refused: [Int: Int] = [:]

  /// What was refused since the hour, which is taken as its whole day.
  func refused(since hour: Int) -> Int {
    refused.reduce(0) { $1.key >= hour / 24 ? $0 + $1.value : $0 }
  }
}
