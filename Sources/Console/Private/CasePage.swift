internal import Diagnosis
internal import History
internal import PolicyService
internal import Reporting
internal import SPF

/// One case: the model of the template `case`.
struct CasePage: Sendable {
  /// An item of evidence.
  struct Item: Sendable {
    let sign: String
    let style: String
    let sentence: String
    let strength: String
    let weight: String
  }

  /// Something that happened.
  struct Moment: Sendable {
    let style: String
    let time: String
    let text: String
  }

  /// Lines of configuration.
  struct Setting: Sendable {
    let place: String
    let lines: String
    let opens: String?
  }

  /// A fact.
  struct Fact: Sendable {
    let name: String
    let value: String
  }

  /// What the form for an exemption holds.
  struct Form: Sendable {
    let token: String
    let until: String
    let reason: String
  }

  let frame: PageFrame
  let words: [String: String]
  let domain: String
  let domainLink: String
  let checkLink: String
  let network: String
  let verdict: String?
  let meaning: String
  let certainty: String
  let ranking: [String]
  let isCut: Bool
  let isWide: Bool
  let facts: [Fact]
  let chart: String
  let chartTable: String
  let moments: [Moment]
  let evidence: [Item]
  /// What was looked at besides, and says nothing either way.
  let idle: [Item]
  let change: ChangeModel?
  let audience: String?
  let advice: String
  let wanted: String
  let editDomain: String
  let edit: String?
  let editNote: String
  let settings: [Setting]
  let draftTo: String
  let draft: String?
  let exemption: String?
  let form: Form?

  private static let mostEvidence = 16
  private static let mostRanked = 3

  init(_ file: CaseFile, token: String?, now: Int64, frame: PageFrame, language: Language) {
    self.frame = frame
    let words = CaseTemplate.words[language]
    self.words = words
    domain = file.key.domain
    domainLink = "/domains/\(QueryText.encoded(file.key.domain))"
    network = file.key.network.description
    isWide = file.key.network.prefixLength < file.key.network.address.family.bitWidth
    let helo = file.observations.first?.helo ?? ""
    checkLink =
      "/check?ip=\(file.key.network.address)&sender=\(QueryText.encoded("postmaster@\(file.key.domain)"))&helo=\(QueryText.encoded(helo))"
    let item = file.item
    let reading = item.map { CaseReading($0) }
    func say(_ words: CaseReading.Words?) -> String {
      words.map { Phrase($0.english, $0.japanese)[language] } ?? ""
    }
    verdict = item?.verdict.rawValue
    meaning = say(reading?.meaning)
    certainty = item.map { "\(Int(($0.confidence * 100).rounded())) %" } ?? ""
    let likely = (item?.ranking ?? []).prefix(Self.mostRanked).filter { $0.probability >= 0.01 }
    ranking =
      likely.count < 2
      ? [] : likely.map { "\($0.cause.rawValue) \(Int(($0.probability * 100).rounded())) %" }
    isCut = file.isCut
    facts = Self.facts(file, words)
    let passage = CasePassage(file, words: words, language: language)
    chart = passage.chart.svg
    chartTable = passage.chart.table
    moments = passage.moments
    let items = (reading?.evidence ?? []).prefix(Self.mostEvidence).map { line in
      let style = line.weight > 0.05 ? "for" : line.weight < -0.05 ? "against" : "idle"
      return Item(
        sign: style == "for" ? "+" : style == "against" ? "−" : "·", style: style, sentence: say(line.words),
        strength: CaseTemplate.strength(line.weight)[language],
        weight: (line.weight < 0 ? "−" : "+") + ChartMarkup.number(abs(line.weight)))
    }
    evidence = items.filter { $0.style != "idle" }
    idle = items.filter { $0.style == "idle" }
    change = file.change.map { ChangeModel($0, language: language) }
    audience = item.map { CaseTemplate.audience($0.remedy.audience)[language] }
    advice = say(reading?.advice)
    wanted = say(reading?.wanted)
    let edit = item?.remedy.edit
    editDomain = edit.map { "\($0.domain)" } ?? ""
    self.edit = edit.map { Printable.text($0.after) }
    editNote =
      edit.map { edit in
        Phrase(
          "\(edit.lookups) of 10 lookups. \(edit.fits ? "Checked: the mail passes with it." : "It does not settle everything; see the advice.")",
          "問い合わせ \(edit.lookups)/10。\(edit.fits ? "評価して確認済み: このレコードなら通過します。" : "これだけでは解決しません。説明を参照してください。")")[
            language]
      } ?? ""
    settings = (item?.remedy.settings ?? []).map {
      Setting(place: $0.place, lines: $0.line, opens: $0.opens?.sentence)
    }
    draftTo = file.notice?.recipient ?? ""
    draft = file.notice.map { Self.printable($0.text) }
    exemption =
      file.exemption.map { exemption in
        Phrase(
          "Exempt until \(CivilTime(exemption.end).text) UTC: \(exemption.reason)",
          "\(CivilTime(exemption.end).text) UTC まで除外中: \(exemption.reason)")[language]
      }
    form = token.map {
      Form(
        token: $0, until: ExemptionRequest.usualEnd(now: now),
        reason: item?.verdict == .staleRecord ? "stale record, sender told" : "")
    }
  }

  private static func facts(_ file: CaseFile, _ words: [String: String]) -> [Fact] {
    let summary = file.summary
    let names = Set(file.observations.map(\.reverseName).filter { !$0.isEmpty && $0 != "unknown" }).sorted()
    let helos = Set(file.observations.map(\.helo).filter { !$0.isEmpty }).sorted()
    func shown(_ list: [String]) -> String {
      list.isEmpty
        ? "–"
        : list.prefix(4).map { Printable.text($0) }.joined(separator: ", ")
          + (list.count > 4 ? " +\(list.count - 4)" : "")
    }
    return [
      Fact(name: words["reverse"] ?? "", value: shown(names)), Fact(name: "HELO", value: shown(helos)),
      Fact(
        name: words["seen"] ?? "",
        value: "\(SenderRow.time(summary.hours.lowerBound)) – \(SenderRow.time(summary.hours.upperBound)) UTC"
      ),
      Fact(
        name: words["counts"] ?? "",
        value:
          "\(CountLabel.full(summary.passed)) \(words["passed"] ?? ""), \(CountLabel.full(summary.troubled)) \(words["troubled"] ?? ""), \(CountLabel.full(summary.refused)) \(words["refused"] ?? "")"
      ),
    ]
  }

  /// Lines of a draft, each made safe to show.
  private static func printable(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { Printable.text(String($0)) }.joined(
      separator: "\n")
  }
}
