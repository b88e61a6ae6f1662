public import Diagnosis
internal import MailLog
public import PolicyService
public import SPF
internal import Synchronization

/// Judges failures as `spf diagnose` does: by what DNS says of the domain and the client.
public final class DiagnosisJudge: GraceJudge {
  private let resolver: any Resolver
  private let receiver: Mutex<Receiver>
  private let past: (any PastObservations)?
  private let now: @Sendable () -> Int64
  private let time: Duration
  private let patience: Duration

  /// A judge who asks `resolver` for no longer than `time`, and for one answer no longer than `patience`. `receiver` is
  /// our own side, `past` what was seen before, if anybody remembers. `now` gives milliseconds since 1970.
  public init(
    resolver: any Resolver, receiver: Receiver = Receiver(), past: (any PastObservations)? = nil,
    time: Duration = .seconds(20), patience: Duration = .seconds(10),
    now: @escaping @Sendable () -> Int64 = { WallTime.milliseconds }
  ) {
    self.past = past
    self.now = now
    self.resolver = resolver
    self.receiver = Mutex(receiver)
    self.time = time
    self.patience = patience
  }

  /// Takes the networks and relays of `policy` for our own side from now on.
  public func use(_ policy: PolicyConfiguration) {
    receiver.withLock { $0 = Receiver(policy) }
  }

  /// The probability that a server of the sender's own is missing in the record. 0 if another cause is likelier, or if
  /// nothing but a likeness of names speaks for it; nil if time was over.
  public func probabilityOfStaleRecord(_ question: GraceQuestion) async -> Double? {
    var event = SPFEvent(reporter: .spf, source: LogPosition(file: "-", line: 1))
    event.time = LogTime(seconds: now() / 1000, hasZone: true)
    event.identity = question.scope
    event.result = question.result
    event.disposition = .rejected
    event.client = question.client
    event.clientName = question.clientName
    event.helo = question.helo
    event.sender = question.sender
    event.domain = "\(question.domain)"
    event.recipients = [question.recipient]
    var collector = IncidentCollector()
    collector.add(event)
    var options = Diagnosis.Options()
    options.receiver = receiver.withLock(\.self)
    options.past = past
    options.time = time
    options.patience = patience
    options.mostIncidents = 1
    let diagnosis = await Diagnosis.make(collector, survey: LogSurvey(), resolver: resolver, options: options)
    guard !diagnosis.isCut, let item = diagnosis.cases.first else { return nil }
    guard item.verdict == .staleRecord, !item.restsOnLikeness else { return 0 }
    return item.ranking.first { $0.cause == .staleRecord }?.probability
  }
}
