internal import History
internal import PolicyService
internal import Reporting
internal import SPF

/// The exemptions there are: the model of the template `exemptions`.
struct ExemptionsPage: Sendable {
  /// One of them.
  struct Row: Sendable {
    let domain: String
    let network: String
    let until: String
    let reason: String
    let hasEnded: Bool
    /// The page of its case; nil if there is none.
    let link: String?
  }

  let frame: PageFrame
  let words: [String: String]
  let token: String
  let rows: [Row]
  let isEmpty: Bool
  /// Those that are not shown; nil if there are none.
  let more: String?

  private static let mostRows = 500

  init(
    _ list: [TemporaryExemption], desk: ConsoleDesk, token: String, frame: PageFrame, language: Language
  ) {
    self.frame = frame
    self.token = token
    words = ExemptionsTemplate.words[language]
    let now = desk.now()
    rows = list.prefix(Self.mostRows).map { exemption in
      let key = CaseKey(
        domain: HistoryText.domain(exemption.domain), network: "\(exemption.network)",
        widths: desk.sources.widths)
      return Row(
        domain: "\(exemption.domain)", network: "\(exemption.network)",
        until: String(CivilTime(exemption.end).text.dropLast(3)), reason: exemption.reason,
        hasEnded: exemption.end <= now, link: desk.past == nil ? nil : key?.path)
    }
    isEmpty = rows.isEmpty
    let rest = list.count - rows.count
    more = rest > 0 ? Phrase("\(rest) more are in the file.", "ほかに \(rest) 件がファイルにあります。")[language] : nil
  }
}
