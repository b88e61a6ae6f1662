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
      lines.append(style.faint("                           \(words.reason(step))"))
    }
    if plan.steps.count > 1, !plan.steps.contains(where: { $0.kind == .expiry }) {
      lines.append("  A step that is late makes all later ones late by as much.")
    }
    lines += ["", verdict]
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
    let others = plan.change.tree.filter { $0.question.name != published.domain || $0.question.type != .txt }
    guard !others.isEmpty else { return text }
    return text + "\nAlso in the tree: " + others.map { "\($0.question) \($0.ttl) s" }.joined(separator: ", ")
  }

  private var verdict: String {
    if let expiry = plan.steps.first(where: { $0.kind == .expiry }) {
      return style.good(
        "Proved equal to the published record; expires at \(CivilTime(expiry.time).text) UTC.")
    }
    guard let safe = plan.safeFrom else {
      return "Nothing is added: the servers that go on are not affected."
    }
    let time = "\(CivilTime(safe).text) UTC"
    if let moved = plan.timing.moved {
      return style.bad("The move came first: publish at once. Last rejection at \(time).")
        + "\n" + (resending.map { ResendText($0).full } ?? advice(from: moved, to: time))
    }
    if let wanted = plan.timing.cutOver, wanted < safe {
      return style.bad("Not safe at \(CivilTime(wanted).text) UTC. Safe from \(time).")
    }
    guard plan.published.isAuthoritative else {
      return style.bad(
        "Not before \(time), and later by as much as the published TTL is longer than a cache tells: name the authoritative servers with --server."
      )
    }
    return style.good("Safe from \(time).")
  }

  /// Without a log.
  private func advice(from moved: Int64, to time: String) -> String {
    """
    Resend what the new server sent from \(CivilTime(moved).text) UTC to \(time) and had refused for good (5xx): in its log,
    status=bounced with the words SPF, not authorized or openspf; --log FILE lists it. What was deferred (4xx) heals by itself.
    """
  }
}
