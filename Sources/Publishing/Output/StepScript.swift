internal import Reporting
internal import SPF

/// One publication of a plan in the words of the tool that makes it.
public struct StepScript: Sendable {
  private let plan: ChangePlan
  private let step: ChangeStep
  private let publication: ChangeStep.Publication

  /// The publication of the step of `kind`; nil if the plan has no such step, or nothing is published in it.
  public init?(_ plan: ChangePlan, _ kind: ChangeStep.Kind) {
    guard let step = plan.steps.first(where: { $0.kind == kind }), let publication = step.publication else {
      return nil
    }
    self.plan = plan
    self.step = step
    self.publication = publication
  }

  private var domain: DomainName { plan.published.domain }
  private var texts: [TextRecord] { plan.published.publishing(publication.record) }

  private var heading: String {
    "step \(step.kind.rawValue) for \(domain), not before \(CivilTime(step.time).text) UTC"
  }

  /// Lines of a master file: all TXT records of the name, because they share one TTL.
  public var zoneLines: String {
    let lines = texts.map { "\(domain). \(publication.ttl) IN TXT ( \(QuotedText.strings($0)) )" }
    return
      (["; \(heading)", "; instead of all TXT records of \(domain); raise the serial of the SOA record"]
      + lines)
      .joined(separator: "\n") + "\n"
  }

  /// A script for nsupdate (RFC 2136) that compares and swaps: it requires the complete TXT records that the plan was made
  /// from, and fails without harm if they have changed since.
  public var nsupdate: String {
    get throws(PlanError) { try script() }
  }

  private func script() throws(PlanError) -> String {
    let before = publication.previous.map { plan.published.publishing($0) } ?? plan.published.texts
    let size = PublicationSize(texts, of: domain).update(from: before)
    guard size <= PublicationSize.limit else {
      throw PlanError(
        domain.description,
        "an update that requires the TXT records of now and publishes the new ones has \(size) octets; a message of DNS has at most \(PublicationSize.limit)",
        "Use --format zone, or move other TXT records to a name of their own first.")
    }
    let failure = before.isEmpty ? "YXRRSET" : "NXRRSET"
    var lines = [
      "; \(heading)",
      "; \"update failed: \(failure)\" (status 2): somebody has changed the TXT records of \(domain) since the plan was",
      "; made, or another step comes first. Nothing was changed. Make a new plan.",
    ]
    if before.isEmpty {
      lines.append("prereq nxrrset \(domain). IN TXT")
    } else {
      lines += before.map { "prereq yxrrset \(domain). IN TXT \(QuotedText.strings($0))" }
    }
    if !before.isEmpty { lines.append("update delete \(domain). TXT") }
    lines += texts.map { "update add \(domain). \(publication.ttl) IN TXT \(QuotedText.strings($0))" }
    return (lines + ["send"]).joined(separator: "\n") + "\n"
  }

  /// Lines for dnscontrol, within `D("ZONE", …)`.
  public var dnscontrol: String {
    let lines = texts.map { text in
      "TXT(\(Self.literal(label.isEmpty ? "@" : label)), \(Self.literal(Printable.ascii(text.joined))), TTL(\(publication.ttl))),"
    }
    return (["// \(heading)", "// in D(\"\(plan.published.zone)\", …)"] + lines).joined(separator: "\n")
      + "\n"
  }

  /// Lines for the zone's file of OctoDNS.
  public var octodns: String {
    // OctoDNS wants semicolons escaped.
    let values = texts.map { text in
      let plain = Printable.ascii(text.joined).split(separator: ";", omittingEmptySubsequences: false)
        .joined(separator: "\\;")
      return "    - '" + plain.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
        + "'"
    }
    return
      ([
        "# \(heading)", "# in \(plan.published.zone).yaml", "'\(label)':", "  - type: TXT",
        "    ttl: \(publication.ttl)", "    values:",
      ]
      + values).joined(separator: "\n") + "\n"
  }

  /// The name of the domain within its zone; empty for the zone's own.
  private var label: String {
    let count = domain.labelCount - plan.published.zone.labelCount
    return domain.description.split(separator: ".").prefix(max(0, count)).joined(separator: ".")
  }

  private static func literal(_ text: String) -> String {
    "\"" + text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] } + "\""
  }
}
