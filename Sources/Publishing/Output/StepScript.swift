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
    let isFirst = plan.steps.first { $0.publication != nil } == step
    // What is there before the first publication is what was read.
    let before =
      isFirst ? plan.published.ownTexts : publication.previous.map { plan.published.publishing($0) } ?? []
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
    if step.kind == .add, plan.steps.contains(where: { $0.kind == .lower }) {
      lines.append(
        "; The step lower must have been published \(plan.published.ttl) s before: its TTL is nothing that can be required here."
      )
      lines += plan.published.servers.map {
        "; See that \($0) gives TTL \(publication.ttl): \(TTLCheck.command($0, domain))"
      }
    }
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
    get throws(PlanError) { try dnscontrolLines() }
  }

  private func dnscontrolLines() throws(PlanError) -> String {
    let lines = try texts.map { text throws(PlanError) in
      "TXT(\(Self.literal(label.isEmpty ? "@" : label)), \(Self.literal(try plain(text, for: "dnscontrol"))), TTL(\(publication.ttl))),"
    }
    return (["// \(heading)", "// in D(\"\(plan.published.zone)\", …)"] + lines).joined(separator: "\n")
      + "\n"
  }

  /// Lines for the zone's file of OctoDNS.
  public var octodns: String {
    get throws(PlanError) { try octodnsLines() }
  }

  private func octodnsLines() throws(PlanError) -> String {
    // OctoDNS wants semicolons escaped, and a backslash means that something is.
    let values = try texts.map { text throws(PlanError) in
      let plain = try plain(text, for: "OctoDNS", isBackslashPlain: false)
        .split(separator: ";", omittingEmptySubsequences: false).joined(separator: "\\;")
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

  /// A text as the tool takes it. These tools own all TXT records of the name: one that they would publish otherwise than
  /// it is, somebody else's perhaps, is refused.
  private func plain(
    _ text: TextRecord, for tool: String, isBackslashPlain: Bool = true
  ) throws(PlanError) -> String {
    let octets = text.joined
    guard
      octets.allSatisfy({
        (0x20...0x7e).contains($0) && (isBackslashPlain || $0 != UInt8(ascii: "\\"))
      })
    else {
      throw PlanError(
        domain.description,
        "the TXT record \"\(Printable.ascii(octets.prefix(60)))\" has octets that lines for \(tool) cannot carry for certain",
        "Use --format zone or nsupdate.")
    }
    return String(decoding: octets, as: UTF8.self)
  }

  private static func literal(_ text: String) -> String {
    "\"" + text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] } + "\""
  }
}
