internal import Diagnosis
internal import History
internal import PolicyService
internal import Reporting
internal import SPF

/// Everything about a case, for a program.
struct CaseFileDocument: Encodable, Sendable {
  struct Day: Encodable, Sendable {
    let day: String
    let identity: String
    let result: String
    let action: String
    var count: Int

    private init(_ day: SenderDay) {
      self.day = CivilTime(Int64(day.day) * 86_400).day
      identity = day.scope.rawValue
      result = day.result.rawValue
      action = day.action.rawValue
      count = day.count
    }

    /// One of each kind for each day: history tells them apart by the reverse name, too.
    static func list(_ days: [SenderDay]) -> [Day] {
      var places: [[String]: Int] = [:]
      return days.reduce(into: []) { list, day in
        let next = Day(day)
        let key = [next.day, next.identity, next.result, next.action]
        if let place = places[key] {
          list[place].count += next.count
        } else {
          places[key] = list.count
          list.append(next)
        }
      }
    }
  }

  struct Draft: Encodable, Sendable {
    let to: String
    let text: String
  }

  let sender: CaseRowDocument
  let days: [Day]
  let records: [RecordVersionDocument]
  let change: Nullable<RecordChangeDocument>
  let diagnosis: Nullable<CaseDocument>
  let incomplete: Bool
  let draft: Nullable<Draft>
  let exemption: Nullable<ExemptionDocument>

  init(_ file: CaseFile, verdict: CaseVerdict?, now: Int64) {
    sender = CaseRowDocument(file.summary, verdict)
    days = Day.list(file.days)
    records = file.records.map(RecordVersionDocument.init)
    change = Nullable(file.change.map(RecordChangeDocument.init))
    diagnosis = Nullable(file.item.map { CaseDocument($0) })
    incomplete = file.isCut
    draft = Nullable(file.notice.map { Draft(to: $0.recipient, text: $0.text) })
    exemption = Nullable(file.exemption.map { ExemptionDocument($0, now: now) })
  }
}
