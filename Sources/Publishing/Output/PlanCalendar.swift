internal import Reporting

/// A plan as a calendar (RFC 5545).
public struct PlanCalendar {
  private let plan: ChangePlan
  private let agent: String

  /// The calendar of `plan`, made by `agent`; none of a plan that must not be published as it is: see
  /// ``ChangePlan/obstacle``.
  public init(_ plan: ChangePlan, agent: String) throws(PlanError) {
    if let obstacle = plan.obstacle { throw obstacle }
    self.plan = plan
    self.agent = agent
  }

  /// One event for each step; lines end with CR LF.
  public var text: String {
    let words = StepWords(plan: plan)
    var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:\(Self.escape(agent))"]
    for step in plan.steps {
      var description = words.reason(step)
      if let publication = step.publication {
        description += "\n\(publication.record)"
        if let wildcard = plan.published.wildcard {
          description += "\n\(wildcard.losers(by: plan.published.domain))"
        }
      }
      lines += [
        "BEGIN:VEVENT", "UID:\(step.kind.rawValue)-\(plan.timing.now)@\(plan.published.domain)",
        "DTSTAMP:\(CivilTime(plan.timing.now).calendar)", "DTSTART:\(CivilTime(step.time).calendar)",
        "SUMMARY:\(Self.escape("SPF of \(plan.published.domain): \(words.title(step))"))",
        "DESCRIPTION:\(Self.escape(description))", "END:VEVENT",
      ]
    }
    lines.append("END:VCALENDAR")
    return lines.map { Self.fold($0) + "\r\n" }.joined()
  }

  private static func escape(_ text: String) -> String {
    text.flatMap { character -> [Character] in
      switch character {
      case "\n": ["\\", "n"]
      case ",", ";", "\\": ["\\", character]
      default: [character]
      }
    }.reduce(into: "") { $0.append($1) }
  }

  /// Lines of at most 75 octets; what is folded begins with a space (section 3.1). Everything here is ASCII.
  private static func fold(_ line: String) -> String {
    var rest = Array(line.utf8)[...]
    var parts: [String] = []
    while rest.count > 74 {
      parts.append(String(decoding: rest.prefix(74), as: UTF8.self))
      rest = rest.dropFirst(74)
    }
    return (parts + [String(decoding: rest, as: UTF8.self)]).joined(separator: "\r\n ")
  }
}
