internal import History
internal import Linting
internal import Reporting
internal import SPF

/// Everything about a domain, for a program.
struct DomainDocument: Encodable, Sendable {
  let domain: String
  let survey: SurveyDocument
  let lint: LintDocument
  let records: [RecordVersionDocument]
  let changes: [RecordChangeDocument]
  let senders: [CaseRowDocument]
  /// Whether history could not be read, so that what it knows is missing.
  let historyMissing: Bool

  init(_ file: DomainFile, verdicts: [CaseKey: CaseVerdict]) {
    domain = file.domain
    survey = SurveyDocument(file.survey)
    lint = LintDocument(file.report)
    records = file.records.map(RecordVersionDocument.init)
    changes = file.changes.map(RecordChangeDocument.init)
    senders = file.senders.map { CaseRowDocument($0, verdicts[CaseKey($0)]) }
    historyMissing = file.trouble != nil
  }
}
