internal import History

/// Two versions of a record, one after the other, and what the second means for whom.
struct RecordChangeView: Sendable {
  let old: RecordVersion
  let new: RecordVersion
  /// What it changes; nil if that cannot be told: one of them cannot be evaluated, or DNS does not answer.
  let difference: DifferenceView?
}
