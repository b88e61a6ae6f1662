internal import Reporting

/// What one version changed in the one before it, for a program.
struct RecordChangeDocument: Encodable, Sendable {
  let old: RecordVersionDocument
  let new: RecordVersionDocument
  let difference: Nullable<DifferenceView>

  init(_ change: RecordChangeView) {
    old = RecordVersionDocument(change.old)
    new = RecordVersionDocument(change.new)
    difference = Nullable(change.difference)
  }
}
