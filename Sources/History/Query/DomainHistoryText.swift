public import Reporting
internal import SPF

/// What is remembered of a domain, for a person.
public struct DomainHistoryText {
  private let history: DomainHistory
  private let style: TextStyle

  /// The text of `history`.
  public init(_ history: DomainHistory, style: TextStyle) {
    self.history = history
    self.style = style
  }

  /// All of it, with an end of line.
  public var full: String {
    guard !history.records.isEmpty || !history.senders.isEmpty else {
      return "Nothing is known of \(history.domain).\n"
    }
    var lines = [style.heading(history.domain), ""]
    if !history.records.isEmpty {
      lines.append(style.heading("Records"))
      for version in history.records {
        lines.append(
          "  \(CivilTime(version.firstSeen).text) to \(CivilTime(version.lastSeen).text), TTL \(version.ttl)")
        lines += version.text.split(separator: "\n").map { "    \($0)" }
      }
      lines.append("")
    }
    if !history.senders.isEmpty {
      lines.append(style.heading("Senders"))
      for sender in history.senders { lines += self.lines(of: sender) }
      lines.append("")
    }
    lines.append(style.faint("Times are UTC."))
    if history.isCut { lines.append("There is more than is shown; --since TIME leaves out what is older.") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(of sender: SenderHistory) -> [String] {
    let names = sender.names.isEmpty ? "" : " \(sender.names.joined(separator: ", "))"
    var lines = [
      "  \(style.bold(sender.network.description))\(names): \(Self.hour(sender.hours.lowerBound)) to "
        + "\(Self.hour(sender.hours.upperBound))"
    ]
    var day: Int?
    var parts: [String] = []
    func end() {
      if let day {
        lines.append("    \(CivilTime(Int64(day) * 86_400).day)  \(parts.joined(separator: ", "))")
      }
      parts = []
    }
    for item in sender.days {
      if item.day != day {
        end()
        day = item.day
      }
      let result = "\(item.scope.rawValue) \(item.result) \(item.count) \(item.action.rawValue)"
      parts.append(
        item.result == .pass ? style.good(result) : item.result == .fail ? style.bad(result) : result)
    }
    end()
    return lines
  }

  private static func hour(_ hour: Int) -> String { String(CivilTime(Int64(hour) * 3600).text.dropLast(3)) }
}
