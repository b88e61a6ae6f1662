internal import Diagnosis

/// What a case was taken for when it was looked into last.
struct CaseVerdict: Sendable, Hashable {
  /// What it is taken for.
  let verdict: Verdict
  /// The probability of the most likely cause, 0 to 1.
  let confidence: Double
  /// Whether the same checks would pass by now; nil if that cannot be told.
  let wouldPassNow: Bool?
  /// When it was looked into, seconds since 1970.
  let time: Int64
}
