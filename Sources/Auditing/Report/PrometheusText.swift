internal import DNS
internal import Metrics
internal import Reporting
internal import SPF

/// An audit for the textfile collector of Prometheus' node exporter (exposition format 0.0.4).
public struct PrometheusText {
  private let report: AuditReport

  /// The text of `report`.
  public init(_ report: AuditReport) {
    self.report = report
  }

  /// All metrics, each with its help and type.
  public var full: String {
    var families: [MetricFamily] = []
    func metric(_ name: String, _ help: String, _ samples: [(labels: [(String, String)], value: Int64)]) {
      families.append(
        MetricFamily(
          .gauge, "spf_audit_\(name)", help,
          samples.map { sample in
            MetricSample(sample.labels.map { MetricLabel($0.0, $0.1) }, sample.value)
          }))
    }
    metric(
      "status", "0 all authorised, 1 something is not, 2 warnings, 3 not known, 4 not yet.",
      [([], Int64(report.exitStatus(isStrict: true)))])
    metric(
      "findings", "Findings by severity.",
      AuditFinding.Severity.allCases.map { ([("severity", $0.rawValue)], Int64(report.count($0))) })
    metric(
      "authorised", "Whether the address gets pass for MAIL FROM of the domain.",
      unique(
        report.domains.flatMap { domain in
          domain.addresses.map { check in
            (
              [
                ("domain", "\(domain.domain)"), ("host", check.host), ("address", "\(check.address)"),
              ], check.standing == .authorised ? 1 : 0
            )
          }
        }))
    metric(
      "helo_authorised", "Whether the address gets pass for the HELO name of the host.",
      unique(
        report.hosts.flatMap { host in
          host.heloChecks.map { check in
            (
              [
                ("helo", host.host.helo?.description ?? ""), ("host", host.host.label),
                ("address", "\(check.address)"),
              ], check.outcome.result == .pass ? 1 : 0
            )
          }
        }))
    metric(
      "reverse_name_confirmed", "Whether a reverse name of the address has that address.",
      report.reverseNames.sorted { $0.key < $1.key }.map {
        ([("address", "\($0.key)")], $0.value.confirmed.isEmpty ? 0 : 1)
      })
    metric(
      "service_included", "Whether the record of the domain includes the service; -1 if it cannot be told.",
      unique(
        report.domains.flatMap { domain in
          domain.services.map { check in
            (
              [("domain", "\(domain.domain)"), ("service", check.service.label)],
              check.isIncluded.map { $0 ? 1 : 0 } ?? -1
            )
          }
        }))
    metric(
      "lookups", "Terms that cause DNS queries in the tree of the domain's record, of 10.",
      report.domains.map { ([("domain", "\($0.domain)")], Int64($0.survey.lookups)) })
    metric(
      "rejections", "Recipients refused because of SPF in the log, by what it comes to.",
      rejections)
    metric(
      "foreign_rejections", "Recipients refused because of SPF in the log, of mail that others sent.",
      report.log.map { [([], Int64($0.foreign.total))] } ?? [])
    return MetricText.text(families)
  }

  private var rejections: [(labels: [(String, String)], value: Int64)] {
    guard let log = report.log else { return [] }
    var sums: [String: [String: Int64]] = [:]
    for item in log.cases {
      sums["\(item.domain)", default: [:]][item.verdict.rawValue, default: 0] += Int64(item.count)
    }
    return sums.sorted { $0.key < $1.key }.flatMap { domain, verdicts in
      verdicts.sorted { $0.key < $1.key }.map { ([("domain", domain), ("verdict", $0.key)], $0.value) }
    }
  }

  /// No two samples may have the same labels.
  private func unique(
    _ samples: [(labels: [(String, String)], value: Int64)]
  ) -> [(labels: [(String, String)], value: Int64)] {
    var seen: Set<[String]> = []
    return samples.filter { seen.insert($0.labels.map(\.1)).inserted }
  }
}
