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
  /// Of the form that adds one.
  let fields: [FormField]

  private static let mostRows = 500

  /// The page with the form as it was filled in, and what is wrong in it, if somebody has done that.
  init(
    _ list: [TemporaryExemption], desk: ConsoleDesk, token: String, filled: ExemptionRequest? = nil,
    problem: ParameterProblem? = nil, frame: PageFrame, language: Language
  ) {
    self.frame = frame
    self.token = token
    let words = ExemptionsTemplate.words[language]
    self.words = words
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
    func field(
      _ name: String, _ label: String?, _ value: String?, example: String = "", type: String = "text",
      longest: Int = 320
    ) -> FormField {
      FormField(
        name, label: label ?? "", value: Printable.text(String((value ?? "").prefix(longest))),
        example: example, type: type, longest: longest, problem: problem, language: language)
    }
    fields = [
      field("domain", words["onlyDomain"], filled?.domain, example: "example.com"),
      field("network", words["network"], filled?.network, example: "203.0.113.25", longest: 64),
      field(
        "until", words["lastDay"], filled?.until ?? ExemptionRequest.usualEnd(now: now),
        example: "2026-12-24", type: "date", longest: 40),
      field("reason", words["reason"], filled?.reason, longest: 200),
    ]
  }
}
