internal import Reporting
internal import SPF

/// The last words of a plan: from when on the new server may send.
struct PlanVerdict {
  let plan: ChangePlan
  let resending: Resending?
  let style: TextStyle

  var text: String {
    if let expiry = plan.steps.first(where: { $0.kind == .expiry }) {
      return style.good(
        "Proved equal to the published record; expires at \(CivilTime(expiry.time).text) UTC.")
    }
    switch plan.promise {
    case .safe(let time): return promise(time)
    case .nothingAdded: return withoutAddition
    case .passesAlready:
      return style.bad(
        "What is to be added passes already. Since when it does in every cache is not known here: --published TIME --ttl-before SECONDS tell."
      ) + (resending.map { "\n\(ResendText($0).full)" } ?? "")
    case .dependsOnMessage:
      return style.bad(
        "No time can be told: whom \(plan.change.messageDependent.joined(separator: " ")) lets pass depends on the message. Try the server with spf check before it sends."
      )
    }
  }

  private func promise(_ safe: Int64) -> String {
    let time = "\(CivilTime(safe).text) UTC"
    if let moved = plan.timing.moved {
      return style.bad("The move came first: stop the loss, and publish at once. Last rejection at \(time).")
        + "\n" + (resending.map { ResendText($0).full } ?? advice(from: moved, to: time))
    }
    if let wanted = plan.timing.cutOver, wanted < safe {
      return style.bad("Not safe at \(CivilTime(wanted).text) UTC. Safe from \(time).")
    }
    guard plan.isMeasured else {
      return style.bad(
        "Not before \(time), and later by as much as the published TTL is longer than a cache tells: name the authoritative servers with --server."
      )
    }
    guard !plan.isShortAlready else {
      return style.good("Safe from \(time), if the TTL has not been longer until lately.")
    }
    return style.good("Safe from \(time).")
  }

  private var withoutAddition: String {
    let change = plan.change
    let loss = change.removal.losing(.pass)
    if !loss.isEmpty {
      return
        "Nothing is added. \(CountText.describe(loss)) lose pass in the end: whatever still sends there is refused."
    }
    let stricter = change.removal.tightening
    if !stricter.isEmpty {
      let time =
        plan.steps.first { $0.kind == .remove }.map { "From \(CivilTime($0.time).text) UTC on" }
        ?? "In the end"
      return style.bad(
        "Nothing is added. \(time) the record is stricter for \(CountText.describe(stricter)) (\(Self.changes(change.removal))): mail of yours from there is then treated like that."
      )
    }
    return change.addition.isEqual && change.removal.isEqual
      ? "Nothing changes in meaning." : "Nobody gets a stricter result: nobody has to wait."
  }

  /// `softfail becomes fail`.
  private static func changes(_ difference: MeaningDifference) -> String {
    var out: [String] = []
    for change in difference.changes where change.isStricter {
      let text =
        "\(change.old.result?.rawValue ?? "what the message decides") becomes \(change.new.result?.rawValue ?? "what the message decides")"
      if !out.contains(text) { out.append(text) }
    }
    return out.joined(separator: ", ")
  }

  /// Without a log.
  private func advice(from moved: Int64, to time: String) -> String {
    """
    Resend what the new server sent from \(CivilTime(moved).text) UTC to \(time) and had refused for good (5xx): in its log,
    status=bounced with the words SPF, not authorized or openspf; --log FILE lists it. What was deferred (4xx) heals by itself.
    """
  }
}
