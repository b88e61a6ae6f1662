internal import DNS
internal import MailLog
internal import Reporting
internal import SPF

/// The JSON form of an audit; Documentation/audit.schema.json describes it. Every key is always there; absent values
/// are null.
public struct AuditDocument: Encodable, Sendable {
  struct Item: Encodable, Sendable {
    let severity: AuditFinding.Severity
    let code: AuditFinding.Code
    let domain: Nullable<String>
    let host: Nullable<String>
    let addresses: [String]
    let sentence: String
    let remedy: Nullable<String>
    let publishAt: Nullable<String>
  }

  struct Record: Encodable, Sendable {
    let domain: String
    let before: Nullable<String>
    let after: String
    let added: [String]
    let lookups: Int
    let voidLookups: Int
    let ttl: UInt32
    let warnings: [String]
  }

  struct Domain: Encodable, Sendable {
    let domain: String
    let record: Nullable<String>
    let problem: Nullable<String>
    let lookups: Int
    let voidLookups: Int
    let addresses: [Address]
    let services: [Service]
  }

  struct Address: Encodable, Sendable {
    let host: String
    let address: String
    let standing: Standing
    let result: SPFResult
    let reason: String
  }

  struct Service: Encodable, Sendable {
    let service: String
    let target: String
    let included: Nullable<Bool>
    let problem: Nullable<String>
  }

  struct Host: Encodable, Sendable {
    let host: String
    let helo: Nullable<String>
    let heloAddresses: Nullable<[String]>
    let addresses: [HostAddress]
    let unlisted: [String]
  }

  struct HostAddress: Encodable, Sendable {
    let address: String
    let heloResult: Nullable<SPFResult>
    let reverseNames: Nullable<[String]>
    let confirmed: [String]
  }

  let time: String
  let status: Int32
  let findings: [Item]
  let publications: [Record]
  let domains: [Domain]
  let hosts: [Host]
  let log: Nullable<LogDocument>
  let changes: Nullable<[ChangeDocument]>
  let notes: [String]
  let questions: Int
  let incomplete: Bool

  /// The document of `report`.
  public init(_ report: AuditReport, isStrict: Bool) {
    time = CivilTime(report.time).machine
    status = report.exitStatus(isStrict: isStrict)
    findings = report.findings.map { finding in
      Item(
        severity: finding.severity, code: finding.code, domain: Nullable(finding.domain?.description),
        host: Nullable(finding.host), addresses: finding.addresses.map(\.description),
        sentence: finding.sentence, remedy: Nullable(finding.remedy),
        publishAt: Nullable(finding.publishAt?.description))
    }
    publications = report.publications.map { item in
      Record(
        domain: item.domain.description, before: Nullable(item.before), after: item.after, added: item.added,
        lookups: item.lookups, voidLookups: item.voidLookups, ttl: item.ttl, warnings: item.warnings)
    }
    domains = report.domains.map(Self.domain)
    hosts = report.hosts.map { Self.host($0, report) }
    log = Nullable(report.log.map(LogDocument.init))
    changes = Nullable(report.changes.map { $0.map(ChangeDocument.init) })
    notes = report.notes
    questions = report.questions
    incomplete = report.isCut
  }

  private static func domain(_ audit: DomainAudit) -> Domain {
    Domain(
      domain: audit.domain.description, record: Nullable(audit.survey.root.record?.description),
      problem: Nullable(audit.survey.root.problem?.description), lookups: audit.survey.lookups,
      voidLookups: audit.survey.voidLookups,
      addresses: audit.addresses.map { check in
        Address(
          host: check.host, address: check.address.description, standing: check.standing,
          result: check.outcome.result, reason: FindingMaker.reason(check.outcome))
      },
      services: audit.services.map { check in
        Service(
          service: check.service.label, target: check.service.target.description,
          included: Nullable(check.isIncluded), problem: Nullable(check.problem?.description))
      })
  }

  private static func host(_ audit: HostAudit, _ report: AuditReport) -> Host {
    let results = Dictionary(audit.heloChecks.map { ($0.address, $0.outcome.result) }) { first, _ in first }
    return Host(
      host: audit.host.label, helo: Nullable(audit.host.helo?.description),
      heloAddresses: Nullable(audit.heloAddresses?.map(\.description)),
      addresses: audit.addresses.map { address in
        let names = report.reverseNames[address]
        return HostAddress(
          address: address.description, heloResult: Nullable(results[address]),
          reverseNames: Nullable(names?.pointers?.map(\.description)),
          confirmed: names?.confirmed.map(\.description) ?? [])
      }, unlisted: audit.unlisted.map(\.description))
  }
}
