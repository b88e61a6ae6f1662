public import MailLog
public import SPF

/// What a person would call one problem, and what it was taken for.
public struct DiagnosedCase: Sendable {
  /// An observation and what it weighs.
  public struct WeighedEvidence: Sendable {
    /// The observation.
    public let evidence: Evidence
    /// What it adds to the logarithm of the odds of the verdict against the next likely cause.
    public let weight: Double
    /// What it adds for each cause, where not 0.
    public let weights: [Cause: Double]
  }

  /// What it is taken for.
  public let verdict: Verdict
  /// The probability of the most likely cause, 0 to 1.
  public let confidence: Double
  /// All causes, the most likely first.
  public let ranking: [(cause: Cause, probability: Double)]
  /// What it consists of, that with most messages first.
  public let incidents: [Incident]
  /// What speaks for and against it, the weightiest first.
  public let evidence: [WeighedEvidence]
  /// The checks as they end now, of each incident that could be evaluated.
  public let outcomes: [CheckOutcome]
  /// The record in question, with the place where it falls short.
  public let record: RecordView?
  /// Whom to tell, the most fitting first.
  let contacts: [Contact]
  /// When the record can have been repaired, if the mail would pass now.
  public internal(set) var repairedBetween: RepairWindow?
  /// What to do.
  public internal(set) var remedy: Remedy

  /// The domains checked, and those of the reverse-paths if they are others.
  public var domains: [DomainName] {
    var seen: Set<DomainName> = []
    return (incidents.map(\.key.domain) + incidents.flatMap(\.senderDomains)).filter {
      seen.insert($0).inserted
    }
  }
  /// The domain whose record is in question most.
  public var domain: DomainName { incidents[0].key.domain }
  /// The clients.
  public var clients: [IPAddress] { Set(incidents.map(\.key.client)).sorted() }
  /// The messages, or attempts.
  public var messages: Int { incidents.reduce(0) { $0 + $1.messages } }
  /// The recipients, in lower case; of very many not all.
  public var recipients: [String] {
    Set(incidents.flatMap(\.recipients.counts.keys)).sorted()
  }
  /// The first and the last time.
  public var first: LogTime? { incidents.compactMap(\.first).min() }
  /// See ``first``.
  public var last: LogTime? { incidents.compactMap(\.last).max() }
  /// The identity that was checked.
  public var scope: Identity.Scope { incidents[0].scope }
  /// Whether the same checks would pass now; nil if not all could be evaluated.
  public var wouldPassNow: Bool? {
    if outcomes.contains(where: { $0.result != .pass && $0.result != .temperror }) { return false }
    guard outcomes.count == incidents.count, !outcomes.contains(where: { $0.result == .temperror }) else {
      return nil
    }
    return true
  }
  /// Whether nothing but a likeness of names speaks for the sender, and the mail came in a wave: whoever registered
  /// such a name to deceive must not be recommended to its victim.
  public var restsOnLikeness: Bool { evidence.contains { $0.evidence.code == .burstOfLookalike } }
  /// Messages that were not accepted, for good or for now.
  public var refused: Int { count(.rejected) + deferred }
  /// Messages that were refused for now.
  public var deferred: Int { count(.deferred) }
  /// Messages that were accepted and held back, in quarantine.
  public var held: Int { incidents.reduce(0) { $0 + $1.held } }

  private func count(_ disposition: Disposition) -> Int {
    incidents.reduce(0) { $0 + ($1.dispositions[disposition] ?? 0) }
  }
}
