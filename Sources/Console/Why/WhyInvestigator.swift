internal import DNS
internal import Diagnosis
internal import MailLog
internal import PageSettings
internal import SPF

/// Finds out what DNS says about a refusal, within a budget. Nobody's history is asked: a stranger learns what DNS tells
/// everybody.
struct WhyInvestigator: Sendable {
  let resolver: any ImmediateResolver
  let limits: WhyLimits

  /// More octets than this are no record to propose.
  private static let longestRecord = 4096
  private static let questionsAtOnce = 16

  /// What DNS says at `now`, in seconds since 1970.
  func find(_ question: WhyQuestion, now: Int64) async -> WhyFinding {
    let budget = BudgetResolver(resolver, queries: limits.queries)
    let desk = QuestionDesk(
      budget, limit: Self.questionsAtOnce, patience: limits.time, time: limits.time, clock: ContinuousClock())
    var evaluation = Limits.rfc7208
    evaluation.time = limits.time
    let request = CheckRequest(question.identity, client: question.client, timestamp: now, isTraced: true)
    let outcome = await Evaluator(limits: evaluation).check(request, resolver: desk)
    guard [.fail, .softfail, .neutral, .permerror].contains(outcome.result), !desk.isOver else {
      return WhyFinding(question: question, outcome: outcome, diagnosed: nil, edit: nil, time: now)
    }
    let diagnosed = await diagnose(question, outcome, desk)
    return WhyFinding(
      question: question, outcome: outcome, diagnosed: diagnosed,
      edit: await edit(question, outcome, diagnosed, desk), time: now)
  }

  private func diagnose(
    _ question: WhyQuestion, _ outcome: CheckOutcome, _ desk: QuestionDesk<ContinuousClock>
  ) async -> DiagnosedCase? {
    var event = SPFEvent(reporter: .spf, source: LogPosition(file: "-", line: 1))
    event.identity = question.scope
    event.result = outcome.result
    event.disposition = .rejected
    event.client = question.client
    if question.scope == .helo { event.helo = question.name } else { event.sender = question.name }
    event.domain = outcome.identity.domain?.description
    if question.receiver.contains("@") { event.recipients = [question.receiver] }
    var collector = IncidentCollector()
    collector.add(event)
    var options = Diagnosis.Options()
    if let receiver = Identity.mailFrom(question.receiver, helo: "").domain {
      options.receiver = Receiver(domains: [receiver])
    }
    options.time = limits.time
    options.patience = limits.time
    options.questionsAtOnce = Self.questionsAtOnce
    options.mostIncidents = 1
    let diagnosis = await Diagnosis.make(collector, survey: LogSurvey(), resolver: desk, options: options)
    return diagnosis.isCut ? nil : diagnosis.cases.first
  }

  /// The change that the diagnosis advises; else, where the record is well, the client's address added to it.
  private func edit(
    _ question: WhyQuestion, _ outcome: CheckOutcome, _ diagnosed: DiagnosedCase?,
    _ desk: QuestionDesk<ContinuousClock>
  ) async -> RecordEdit? {
    if let edit = diagnosed?.remedy.edit {
      return edit.after.utf8.count <= Self.longestRecord ? edit : nil
    }
    guard outcome.result != .permerror, AddressKind(question.client) == .global,
      let domain = outcome.identity.domain
    else { return nil }
    let edit = await RecordEditor(resolver: desk).adding([question.client], to: domain, providers: [])
    guard let edit, edit.fits, edit.after.utf8.count <= Self.longestRecord else { return nil }
    return edit
  }
}
