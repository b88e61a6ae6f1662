internal import History
internal import Linting
internal import Reporting
internal import SPF

/// A version of a record, for a program.
struct RecordVersionDocument: Encodable, Sendable {
  let text: String
  let ttl: UInt32
  let firstSeen: String
  let lastSeen: String

  init(_ version: RecordVersion) {
    text = version.text
    ttl = version.ttl
    firstSeen = CivilTime(version.firstSeen).machine
    lastSeen = CivilTime(version.lastSeen).machine
  }
}

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

/// Everything about a domain, for a program.
struct DomainDocument: Encodable, Sendable {
  let domain: String
  let survey: SurveyDocument
  let lint: LintDocument
  let records: [RecordVersionDocument]
  let changes: [RecordChangeDocument]
  let senders: [CaseRowDocument]

  init(_ file: DomainFile, verdicts: [CaseKey: CaseVerdict]) {
    domain = file.domain
    survey = SurveyDocument(file.survey)
    lint = LintDocument(file.report)
    records = file.records.map(RecordVersionDocument.init)
    changes = file.changes.map(RecordChangeDocument.init)
    senders = file.senders.map { CaseRowDocument($0, verdicts[CaseKey($0)]) }
  }
}
