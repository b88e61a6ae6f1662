public import DNS
public import SPF

/// All that an audit found.
public struct AuditReport: Sendable {
  /// When it was made: seconds since 1970-01-01T00:00:00Z.
  public let time: Int64
  /// What was found, the most important first.
  public let findings: [AuditFinding]
  /// The records to publish.
  public let publications: [Publication]
  /// Every domain.
  public let domains: [DomainAudit]
  /// Every host.
  public let hosts: [HostAudit]
  /// The reverse names of every public address.
  public let reverseNames: [IPAddress: ReverseNames]
  /// What the log shows; nil if none was read.
  public let log: LogAudit?
  /// What changed since the last audit; nil if no state was kept.
  public let changes: [RecordStateChange]?
  /// The state for the next audit; nil if none is kept.
  public let state: RecordState?
  /// What the audit does not cover, in sentences.
  public let notes: [String]
  /// Questions put to DNS.
  public let questions: Int
  /// Whether time was over before all was asked.
  public let isCut: Bool

  /// The number of findings of `severity`.
  public func count(_ severity: AuditFinding.Severity) -> Int { findings.count { $0.severity == severity } }

  /// For cron and for a build: 0 everything that sends is authorised, 1 something is not, 2 there are warnings and
  /// `isStrict`, 3 it could not be found out, 4 caches may still hold a record that did not authorise it.
  public func exitStatus(isStrict: Bool) -> Int32 {
    if count(AuditFinding.Severity.error) > 0 { return 1 }
    if count(AuditFinding.Severity.undetermined) > 0 { return 3 }
    if count(AuditFinding.Severity.wait) > 0 { return 4 }
    return isStrict && count(AuditFinding.Severity.warning) > 0 ? 2 : 0
  }

  /// Whether there is nothing that cron need tell anybody: the exit status is 0, and no record changed.
  public func isQuiet(isStrict: Bool) -> Bool {
    exitStatus(isStrict: isStrict) == 0 && changes?.isEmpty != false
  }

  /// Pairs of a domain and an address with `standing`.
  public func count(_ standing: Standing) -> Int {
    domains.reduce(0) { sum, domain in sum + domain.addresses.count { $0.standing == standing } }
  }
}
