internal import Diagnosis
internal import History
internal import PolicyService
internal import SPF

/// Everything about one case.
struct CaseFile: Sendable {
  let key: CaseKey
  let summary: SenderSummary
  /// What was seen, day by day, the latest first.
  let days: [SenderDay]
  /// The latest of it, hour by hour.
  let observations: [Observation]
  /// The versions of the record, the first seen first.
  let records: [RecordVersion]
  /// What it is taken for, and why; nil if time was over, or nothing but passes is known.
  let item: DiagnosedCase?
  /// Whether time was over before DNS had answered everything.
  let isCut: Bool
  /// The draft to the sender, where there is something to tell him.
  let notice: Notice?
  /// What the last change of the record changed.
  let change: RecordChangeView?
  /// The exemption in force.
  let exemption: TemporaryExemption?
}
