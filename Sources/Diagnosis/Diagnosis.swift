internal import DNS
public import MailLog
public import SPF

/// A diagnosis of all that SPF did not let pass in a log: cases with verdicts, evidence and remedies.
public struct Diagnosis: Sendable {
  /// How a diagnosis is made.
  public struct Options: Sendable {
    /// The receiver whose log it is.
    public var receiver = Receiver()
    /// The time at which it is made, seconds since 1970, if it is to be told since when a repair is known.
    public var now: Int64?
    /// What was seen before the log, if anybody remembers.
    public var past: (any PastObservations)?
    /// The time for all questions to DNS together.
    public var time: Duration = .seconds(60)
    /// The time for one question to DNS.
    public var patience: Duration = .seconds(10)
    /// So many questions are asked at a time.
    public var questionsAtOnce = 32
    /// So many incidents are looked into, those with most messages first.
    public var mostIncidents = 2000

    /// The defaults.
    public init() {}
  }

  /// The cases, the most costly first.
  public let cases: [DiagnosedCase]
  /// Incidents that were not looked into because there were too many.
  public let skipped: Int
  /// Refusals of which the log tells too little to look into them.
  public let incomplete: Int
  /// Refusals that were only counted, for there were more domains and clients than are kept.
  public let overflow: Int
  /// Whether time was over before DNS had answered everything.
  public let isCut: Bool
  /// Questions that were asked of DNS.
  public let questions: Int
  /// The domains of the receiver, as told or inferred.
  public let receiverDomains: [DomainName]
  /// Whether ``receiverDomains`` were inferred from the log.
  public let isReceiverInferred: Bool

  /// Looks into what `collector` has gathered, over `resolver`.
  public static func make<C: Clock<Duration>>(
    _ collector: IncidentCollector, survey: LogSurvey, resolver: any Resolver, options: Options = Options(),
    clock: C = ContinuousClock()
  ) async -> Diagnosis {
    let all = collector.incidents.values.sorted { left, right in
      (left.messages, right.key.domain.description, right.key.client)
        > (right.messages, left.key.domain.description, left.key.client)
    }
    let desk = QuestionDesk(
      resolver, limit: options.questionsAtOnce, patience: options.patience, time: options.time,
      clock: clock)
    var limits = Limits.rfc7208
    limits.time = min(limits.time, options.time)
    let investigation = await Investigation.make(
      Array(all.prefix(options.mostIncidents)), crowd: collector.crowd, survey: survey,
      receiver: options.receiver, desk: desk, limits: limits, past: options.past)
    var cases: [DiagnosedCase] = []
    let advisor = RemedyAdvisor(editor: RecordEditor(resolver: desk), receiver: investigation.receiver)
    for (found, subjects) in CaseBuilder(investigation: investigation).build() {
      var item = found
      item.repairedBetween = RepairWindow(item, now: options.now)
      item.remedy = await advisor.remedy(for: item, subjects: subjects)
      cases.append(item)
    }
    return Diagnosis(
      cases: cases, skipped: max(0, all.count - options.mostIncidents),
      incomplete: collector.incomplete, overflow: collector.overflow, isCut: investigation.isCut,
      questions: investigation.questions, receiverDomains: investigation.receiver.receiver.domains,
      isReceiverInferred: investigation.receiver.isInferred)
  }

  /// The receiver's postmaster, if its domain is known.
  public var postmaster: String? { receiverDomains.first.map { "postmaster@\($0)" } }
}
