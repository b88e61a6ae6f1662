public import Reporting
internal import SPF

/// A case for a person at a shell.
public struct CaseText {
  private let item: DiagnosedCase
  private let style: TextStyle
  /// So many items of evidence are written; the rest weighs next to nothing.
  private static let mostEvidence = 8
  private static let mostClients = 6

  /// The text of `item`.
  public init(_ item: DiagnosedCase, style: TextStyle = .plain) {
    self.item = item
    self.style = style
  }

  /// All of it, under `number`.
  public func full(number: Int) -> String {
    lines(number: number).joined(separator: "\n") + "\n"
  }

  /// The lines of it.
  public func lines(number: Int) -> [String] {
    var lines = [heading(number), "   " + numbers]
    lines += ["", "   Evidence:"]
    for entry in shown {
      let sign = entry.weight > 0.05 ? style.good("+") : entry.weight < -0.05 ? style.bad("-") : " "
      lines.append("   \(sign) \(entry.evidence.detail)")
    }
    if let record = item.record {
      let text = record.lines
      lines += [
        "", "   The record of \(record.domain):", "       " + text[0], "       " + style.bad(text[1]),
      ]
    }
    lines += ["", "   " + style.bold(whose + ":") + " " + item.remedy.advice]
    lines += edit
    for setting in item.remedy.settings {
      let until = item.remedy.audience == .sender ? " until then" : ""
      lines.append("   \(setting.place)\(until):")
      lines += setting.lines.map { "       " + $0 }
      if let opens = setting.opens { lines.append("       # \(opens.sentence)") }
    }
    if let wanted = item.remedy.wanted { lines.append("   What would settle it: \(wanted)") }
    return lines.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
  }

  private var shown: [DiagnosedCase.WeighedEvidence] {
    Array(item.evidenceToRead.prefix(Self.mostEvidence))
  }

  private func heading(_ number: Int) -> String {
    let clients = item.clients
    let names = Set(item.incidents.compactMap(\.clientName)).sorted().prefix(2).map { Printable.text($0) }
    var from = clients.prefix(Self.mostClients).map(\.description).joined(separator: ", ")
    if clients.count > Self.mostClients { from += " and \(clients.count - Self.mostClients) more" }
    if !names.isEmpty { from += " (\(names.joined(separator: ", ")))" }
    let domains = item.domains
    var about = domains.prefix(Self.mostClients).map(\.description).joined(separator: ", ")
    if domains.count > Self.mostClients { about += " and \(domains.count - Self.mostClients) more" }
    let verdict = style.bold(item.verdict.rawValue)
    return
      "\(number). \(verdict) (\(Int((item.confidence * 100).rounded())) %): \(VerdictText.english(item.verdict))\n   \(about), from \(from)"
  }

  private var numbers: String {
    var parts = ["\(item.messages) message\(item.messages == 1 ? "" : "s")"]
    if item.held > 0 || item.refused > 0 && item.refused != item.messages {
      let fates = [
        (item.refused - item.deferred, "refused"), (item.deferred, "refused for now"),
        (item.held, "held back"),
      ].filter { $0.0 > 0 }
      parts[0] += " (\(fates.map { "\($0.0) \($0.1)" }.joined(separator: ", ")))"
    }
    let recipients = item.recipients.count
    if recipients > 0 { parts.append("\(recipients) recipient\(recipients == 1 ? "" : "s")") }
    if let first = item.first, let last = item.last {
      parts.append(first == last ? TimeText.full(first) : "\(TimeText.full(first)) to \(TimeText.full(last))")
    }
    parts.append("identity \(item.scope.rawValue)")
    switch item.wouldPassNow {
    case true?: parts.append(style.good("would pass now"))
    case false?: parts.append("would not pass now either")
    case nil: break
    }
    return parts.joined(separator: ", ")
  }

  private var whose: String {
    switch item.remedy.audience {
    case .sender: "For the sender"
    case .receiver: "To do here"
    case .nobody: item.verdict == .unknown ? "Open" : "Nothing to do"
    }
  }

  private var edit: [String] {
    guard let edit = item.remedy.edit else { return [] }
    let state =
      edit.fits
      ? "checked: the mail passes with it"
      : edit.passes ? "over the limits" : "checked: that alone does not let the mail pass"
    return [
      "       \(edit.domain) TXT \"\(edit.after)\"",
      "       \(edit.lookups) of 10 lookups, \(edit.voidLookups) of 2 void lookups; \(state)",
    ]
  }
}
