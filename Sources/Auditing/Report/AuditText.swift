internal import MailLog
public import Reporting
internal import SPF

/// An audit for a person at a shell.
public struct AuditText {
  private let report: AuditReport
  private let style: TextStyle

  /// The text of `report`.
  public init(_ report: AuditReport, style: TextStyle = .plain) {
    self.report = report
    self.style = style
  }

  /// What was found, the most important first, what to publish and to send again, and a line of sums.
  public var full: String {
    var lines: [String] = []
    for severity in AuditFinding.Severity.allCases {
      let findings = report.findings.filter { $0.severity == severity }
      guard !findings.isEmpty else { continue }
      lines.append(heading(severity))
      for finding in findings { lines += self.lines(finding) }
      lines.append("")
    }
    lines += publications + changes + resends
    for note in report.notes { lines.append(style.faint("Note: \(note)")) }
    if !report.notes.isEmpty { lines.append("") }
    lines.append(summary)
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(_ severity: AuditFinding.Severity) -> String {
    switch severity {
    case .error: style.bad("Not authorised")
    case .undetermined: style.bad("Not known")
    case .wait: style.bad("Not yet")
    case .warning: style.bold("Warnings")
    case .notice: style.bold("For information")
    }
  }

  private func lines(_ finding: AuditFinding) -> [String] {
    var lines = ["  \(finding.sentence) \(style.faint("[\(finding.code.rawValue)]"))"]
    if let remedy = finding.remedy { lines.append("    \(remedy)") }
    if let name = finding.publishAt { lines.append("    Publish the record of \(name) below.") }
    return lines
  }

  private var publications: [String] {
    guard !report.publications.isEmpty else { return [] }
    var lines = [style.bold("To publish")]
    for item in report.publications {
      lines.append("  \(item.domain) TXT \"\(style.good(item.after))\"")
      if let before = item.before { lines.append("    instead of \"\(before)\"") }
      let added = item.added.isEmpty ? "" : "adds \(item.added.joined(separator: " ")); "
      lines.append(
        "    \(added)\(item.lookups) of \(Limits.rfc7208.lookups) lookups, \(item.voidLookups) of \(Limits.rfc7208.voidLookups) void lookups; caches may keep what is there now for \(item.ttl) s"
      )
      lines += item.warnings.map { "    \(style.bold("note")) \($0)" }
      if let command = planCommand(item) {
        lines.append(style.faint("    With a timetable, and as zone line or nsupdate script: \(command)"))
      }
    }
    return lines + [""]
  }

  /// The command that plans the same change.
  private func planCommand(_ item: Publication) -> String? {
    guard !item.added.isEmpty else { return nil }
    return (["spf plan \(item.domain)"] + item.added.map { "--add \($0)" }).joined(separator: " ")
  }

  private var changes: [String] {
    let changed = (report.changes ?? []).filter { !$0.lines.isEmpty }
    guard !changed.isEmpty else { return [] }
    var lines = [style.bold("Changed since the last audit")]
    for change in changed {
      lines.append("  \(change.domain), since \(CivilTime(change.since).text) UTC")
      for line in change.lines {
        if let ttl = line.ttl {
          lines.append("    \(line.question): TTL now \(ttl) s")
          continue
        }
        if let old = line.old { lines.append("    \(style.bad("-")) \(line.question): \(old)") }
        if let new = line.new { lines.append("    \(style.good("+")) \(line.question): \(new)") }
      }
    }
    return lines + [""]
  }

  /// What is to be sent again, with an empty line at its end; nothing if there is nothing.
  public var resends: [String] {
    let cases = (report.log?.cases ?? []).filter { $0.resendCount > 0 && $0.verdict != .elsewhere }
    guard !cases.isEmpty else { return [] }
    var lines = [style.bold("To be sent again, once the record is in effect")]
    for item in cases {
      let number = "\(item.resendCount) \(item.resendCount == 1 ? "message" : "messages")"
      lines.append(
        "  \(item.domain): \(number)\(item.last.map { ", the last at \(FindingMaker.text($0))" } ?? "")")
      lines.append(style.faint("    \(item.relays.first ?? "the receiver") said: \(item.reply)"))
      for message in item.resend {
        let time = message.time.map { "\(FindingMaker.text($0))  " } ?? ""
        lines.append("    \(time)<\(message.sender)> to <\(message.recipient)>  \(message.queueID)")
      }
      let more = item.resendCount - item.resend.count
      if more > 0 { lines.append("    and \(more) before") }
    }
    return lines + [""]
  }

  private var summary: String {
    let standings = Standing.allCases.compactMap { standing in
      let number = report.count(standing)
      return number > 0 || standing == .authorised ? "\(number) \(standing.words)" : nil
    }
    let pairs = report.domains.reduce(0) { $0 + $1.addresses.count }
    let text =
      "\(count(report.domains.count, "domain")), \(count(pairs, "address", "addresses")): \(standings.joined(separator: ", ")). \(count(report.count(AuditFinding.Severity.error), "error")), \(count(report.count(AuditFinding.Severity.warning), "warning"))."
    let status = report.exitStatus(isStrict: false)
    return status == 0 ? style.good(text) : style.bad(text)
  }

  private func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }
}

extension Standing {
  /// A word or two for a sum.
  fileprivate var words: String {
    switch self {
    case .authorised: "authorised"
    case .missing: "missing"
    case .softly: "not refused outright"
    case .broken: "with a broken record"
    case .undetermined: "not known"
    }
  }
}
