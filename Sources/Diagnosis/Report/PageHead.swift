internal import MailLog
internal import SPF

/// The head of a page: which logs, which time, whose, and how much of what.
struct PageHead {
  let diagnosis: Diagnosis
  let survey: LogSurvey
  let logs: [String]

  private static let mostNames = 12

  /// The head.
  var html: String {
    (["<dl>"] + facts + ["</dl>"] + (diagnosis.cases.isEmpty ? [] : [sums]) + remarks).joined(separator: "\n")
  }

  private var facts: [String] {
    var rows: [String] = []
    if !logs.isEmpty { rows.append(row("Logs", "ログ", list(logs))) }
    if let first = survey.first, let last = survey.last {
      rows.append(row("Period", "期間", HTMLText.escape("\(TimeText.full(first)) – \(TimeText.full(last))")))
    }
    rows.append(row("Lines", "行数", "\(survey.lines)"))
    let domains = diagnosis.receiverDomains.map(\.description)
    let whence =
      diagnosis.isReceiverInferred ? " " + HTMLText.both("(inferred from the log)", "(ログから推定)") : ""
    rows.append(
      row(
        "Receiver", "受信側",
        domains.isEmpty ? HTMLText.both("not known", "不明") : list(domains) + whence))
    return rows
  }

  private var sums: String {
    let groups = Dictionary(grouping: diagnosis.cases, by: \.verdict)
    let rows = Verdict.allCases.compactMap { verdict -> String? in
      guard let cases = groups[verdict] else { return nil }
      let messages = cases.reduce(0) { $0 + $1.messages }
      return
        "<tr><td>\(HTMLText.escape(verdict.rawValue))</td><td>\(cases.count)</td><td>\(messages)</td><td>\(HTMLText.both(VerdictText.english(verdict), VerdictText.japanese(verdict)))</td></tr>"
    }
    let heads = [("Verdict", "判定"), ("Cases", "件数"), ("Messages", "通数"), ("Meaning", "意味")]
    return
      "<table><tr>\(heads.map { "<th>\(HTMLText.both($0.0, $0.1))</th>" }.joined())</tr>\(rows.joined())</table>"
  }

  private var remarks: [String] {
    var list: [(String, String)] = []
    if diagnosis.cases.isEmpty {
      list.append(("SPF stopped nothing that this log tells of.", "このログには SPF が止めたメールはありません。"))
    }
    if survey.unparsed > 0 {
      list.append((DiagnosisText.unparsed(survey.unparsed), "SPF に関する行のうち \(survey.unparsed) 行は解釈できませんでした。"))
    }
    if diagnosis.skipped > 0 {
      list.append((DiagnosisText.skipped(diagnosis.skipped), "小さな問題 \(diagnosis.skipped) 件は調べていません。"))
    }
    if diagnosis.incomplete > 0 {
      list.append(
        (
          DiagnosisText.incomplete(diagnosis.incomplete),
          "拒否 \(diagnosis.incomplete) 件は送信元またはドメインがログから分かりません。"
        ))
    }
    if diagnosis.overflow > 0 {
      list.append(
        (
          DiagnosisText.overflow(diagnosis.overflow),
          "区別して記録できる数を超えたドメインと送信元の拒否 \(diagnosis.overflow) 件は、数だけ数えました。"
        ))
    }
    if diagnosis.isCut {
      list.append(
        ("Time was over before DNS had answered everything.", "DNS の応答がすべて得られる前に時間切れになりました。"))
    }
    return list.map { "<p class=\"dim\">\(HTMLText.both($0.0, $0.1))</p>" }
  }

  private func row(_ english: String, _ japanese: String, _ value: String) -> String {
    "<dt>\(HTMLText.both(english, japanese))</dt><dd>\(value)</dd>"
  }

  private func list(_ items: [String]) -> String {
    let shown = items.prefix(Self.mostNames).map(HTMLText.escape).joined(separator: ", ")
    return items.count > Self.mostNames ? "\(shown) +\(items.count - Self.mostNames)" : shown
  }
}
