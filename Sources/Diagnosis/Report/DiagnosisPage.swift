public import MailLog
public import Reporting
internal import SPF

/// A whole diagnosis as one page that needs nothing else: no script, no picture, no font from elsewhere.
public struct DiagnosisPage {
  private let diagnosis: Diagnosis
  private let head: PageHead
  private static let mostEvidence = 12
  private static let mostShown = 12

  /// The page of `diagnosis`, made of the logs at the paths `logs`, of which `survey` tells.
  public init(_ diagnosis: Diagnosis, survey: LogSurvey, logs: [String]) {
    self.diagnosis = diagnosis
    head = PageHead(diagnosis: diagnosis, survey: survey, logs: logs)
  }

  /// The page, in UTF-8.
  public var html: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="robots" content="noindex">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>SPF</title>
    <style>
    \(HTMLStyle.text)
    </style>
    </head>
    <body>
    <input class="lang" type="radio" name="lang" id="en" checked><input class="lang" type="radio" name="lang" id="ja">
    <nav><label for="en">English</label><label for="ja">日本語</label></nav>
    <main>
    <h1>\(HTMLText.both("What SPF stopped, and why", "SPF が止めたメールとその理由"))</h1>
    \(head.html)
    \(diagnosis.cases.enumerated().map { article($1, number: $0 + 1) }.joined(separator: "\n"))
    </main>
    </body>
    </html>

    """
  }

  /// Writes the page into the file at `path`.
  public func write(to path: String) throws(FileWriteError) {
    try OutputFile.write(html, to: path, replaces: true)
  }

  private func article(_ item: DiagnosedCase, number: Int) -> String {
    let percent = Int((item.confidence * 100).rounded())
    var parts = [
      "<article>",
      "<h2>\(number). \(HTMLText.escape(item.verdict.rawValue)) (\(percent) %)</h2>",
      "<p>\(HTMLText.both(VerdictText.english(item.verdict), VerdictText.japanese(item.verdict)))</p>",
      "<p><b>\(list(item.domains.map(\.description)))</b> ← \(list(clients(item)))</p>",
      "<p class=\"dim\">\(numbers(item))</p>",
      Timeline(item: item).svg,
      "<ul>\(item.evidenceToRead.prefix(Self.mostEvidence).map(evidence).joined())</ul>",
    ]
    if let record = item.record {
      let (before, marked, after) = record.parts
      parts.append(
        "<p class=\"dim\">\(HTMLText.escape(record.domain.description)) TXT</p><pre>\(HTMLText.escape(before))<mark title=\"\(HTMLText.escape(record.note))\">\(HTMLText.escape(marked.isEmpty ? " " : marked))</mark>\(HTMLText.escape(after))</pre>"
      )
    }
    parts.append("<p>\(HTMLText.both(item.remedy.advice, JapaneseAdvice.text(item)))</p>")
    if let edit = item.remedy.edit {
      parts.append("<pre>\(HTMLText.escape("\(edit.domain) TXT \"\(edit.after)\""))</pre>")
      parts.append(
        "<p class=\"dim\">\(edit.lookups)/10 lookups, \(edit.voidLookups)/2 void lookups\(edit.fits ? " ✓" : "")</p>"
      )
    }
    for setting in item.remedy.settings {
      parts.append(
        "<p class=\"dim\">\(HTMLText.escape(setting.place))</p><pre>\(setting.lines.map(HTMLText.escape).joined(separator: "\n"))</pre>"
      )
      if let opens = setting.opens {
        parts.append("<p class=\"dim\">\(HTMLText.both(opens.sentence, JapaneseAdvice.text(opens)))</p>")
      }
    }
    if let wanted = item.remedy.wanted {
      parts.append(
        "<p>\(HTMLText.both(wanted, JapaneseAdvice.wanted(item)))</p>")
    }
    return parts.joined(separator: "\n") + "\n</article>"
  }

  private func numbers(_ item: DiagnosedCase) -> String {
    let recipients = item.recipients.count
    let now: (String, String) =
      switch item.wouldPassNow {
      case true?: ("would pass now", "現在は pass")
      case false?: ("would not pass now", "現在も pass にならない")
      case nil: ("not known whether it would pass now", "現在の結果は不明")
      }
    let held = item.held == 0 ? ("", "") : (" (\(item.held) held back)", "（うち \(item.held) 通は保留）")
    return HTMLText.both(
      "\(item.messages) message\(item.messages == 1 ? "" : "s")\(held.0), \(recipients) recipient\(recipients == 1 ? "" : "s"), \(now.0)",
      "\(item.messages) 通\(held.1)、受信者 \(recipients) 人、\(now.1)")
  }

  private func evidence(_ entry: DiagnosedCase.WeighedEvidence) -> String {
    let kind = entry.weight > 0.05 ? "for" : entry.weight < -0.05 ? "against" : "dim"
    return
      "<li class=\"\(kind)\">\(HTMLText.both(entry.evidence.detail, JapaneseEvidence.text(entry.evidence)))</li>"
  }

  /// The clients with their names.
  private func clients(_ item: DiagnosedCase) -> [String] {
    item.clients.map { client in
      let name = item.incidents.lazy.filter { $0.key.client == client }.compactMap(\.clientName).first
      return name.map { "\(client) (\($0))" } ?? "\(client)"
    }
  }

  private func list(_ items: [String]) -> String {
    let shown = items.prefix(Self.mostShown).map(HTMLText.escape).joined(separator: ", ")
    return items.count > Self.mostShown ? "\(shown) +\(items.count - Self.mostShown)" : shown
  }
}
