internal import History
internal import Linting
internal import Reporting
internal import SPF

/// Everything about one domain.
struct DomainFile: Sendable {
  /// The domain as history has it.
  let domain: String
  /// What is published now.
  let survey: RecordSurvey
  /// What is wrong with it.
  let report: LintReport
  /// The versions that were seen, the first seen first.
  let records: [RecordVersion]
  /// What the last of them changed, the latest first.
  let changes: [RecordChangeView]
  /// Who sent for it, the last seen first.
  let senders: [SenderSummary]
  /// Why history could not be read; nil if it was, or there is none.
  let trouble: HistoryError?
}
