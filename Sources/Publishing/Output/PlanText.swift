public import Reporting
internal import SPF

/// A plan for a person at a shell.
public struct PlanText {
  private let plan: ChangePlan
  private let resending: Resending?
  private let style: TextStyle

  /// The text of `plan`, and of what a log says must be sent again.
  public init(_ plan: ChangePlan, resending: Resending? = nil, style: TextStyle = .plain) {
    self.plan = plan
    self.resending = resending
    self.style = style
  }

  /// The edit, what it means, and the timetable; ends with a line feed.
  public var full: String {
    let change = plan.change
    var lines = [style.bold(plan.published.domain.description)]
    lines += change.problemsBefore.map { "  " + style.bad("broken") + "  \($0)." }
    lines.append("  now     \(change.before ?? "(no record)")")
    if change.during != change.before, change.during != change.after {
      lines.append("  during  \(change.during)")
    }
    if change.after != change.before { lines.append("  after   \(change.after)") }
    lines.append(
      "  lookups \(change.lookups)/\(Limits.rfc7208.lookups), void lookups \(change.voidLookups)/\(Limits.rfc7208.voidLookups)"
    )
    lines += plan.warnings.map { "  " + style.bad("note") + " \($0)" }
    lines += meaning("What the addition changes:", change.addition)
    lines += meaning("What the removal changes:", change.removal)
    lines += ["", timeBase, ""]
    let words = StepWords(plan: plan)
    for step in plan.steps {
      lines.append("  \(CivilTime(step.time).text) UTC  \(style.bold(words.title(step)))")
      for line in words.reason(step).split(separator: "\n") {
        lines.append(style.faint("                           \(line)"))
      }
    }
    if plan.steps.count > 1, !plan.steps.contains(where: { $0.kind == .expiry }) {
      lines.append("  A step that is late makes all later ones late by as much.")
    }
    lines += ["", PlanVerdict(plan: plan, resending: resending, style: style).text]
    return lines.joined(separator: "\n") + "\n"
  }

  private func meaning(_ title: String, _ difference: MeaningDifference) -> [String] {
    guard !difference.isEqual else { return [] }
    return ["", title]
      + DifferenceText(difference, style: style).full.split(separator: "\n").map { "  \($0)" }
  }

  private var timeBase: String {
    let published = plan.published
    var text = "TTL \(published.ttl) s"
    if published.texts.isEmpty { text = "No TXT record; negative TTL \(published.ttl) s" }
    if !published.servers.isEmpty { text += " by \(published.servers.joined(separator: ", "))" }
    if published.servers.count > 1 { text += ", which agree" }
    if !published.isAuthoritative {
      text +=
        style.bad(
          " as a cache has it: no authoritative server answered here, and the published TTL may be longer")
    }
    let new = plan.tree.answers
    if !new.isEmpty {
      text +=
        "\nNewly asked, with the TTL that counts: "
        + new.map { "\($0.question) \($0.ttl) s" }.joined(separator: ", ")
    }
    let others = plan.change.tree.filter { other in
      (other.question.name != published.domain || other.question.type != .txt)
        && !new.contains { $0.question == other.question }
    }
    guard !others.isEmpty else { return text }
    return text + "\nAlso in the tree, unchanged: "
      + others.map { "\($0.question) \($0.ttl) s" }.joined(separator: ", ")
  }
}
