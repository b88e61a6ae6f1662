internal import Linting
internal import Reporting
internal import SPF

/// Everything about one domain: the model of the template `domain`.
struct DomainPage: Sendable {
  /// A network whose clients pass.
  struct Network: Sendable {
    let network: String
    let term: String
    let domain: String
    let ttl: String
  }

  /// What is used of something of which there is only so much.
  struct Budget: Sendable {
    let name: String
    let used: String
    let limit: String
    let text: String
  }

  /// Something that is wrong, or worth knowing.
  struct Finding: Sendable {
    let style: String
    let label: String
    let rule: String
    let name: String
    /// What the rule reports, where that is not in the language of the message; nil otherwise.
    let title: String?
    let message: String
    let marked: String
    let fix: String
    let replacement: String
    let reference: String
  }

  let frame: PageFrame
  let words: [String: String]
  let domain: String
  let checkLink: String
  let state: String
  let headline: String
  let trouble: String
  let tree: TreeModel
  let networks: [Network]
  let networkCount: String
  let more: String
  let budgets: [Budget]
  let leastTTL: String
  let isIncomplete: Bool
  let findings: [Finding]
  let findingCount: String
  let notes: [String]
  let changes: [ChangeModel]
  let versions: String
  /// Why history could not be read; empty if all is well.
  let historyTrouble: String
  let rows: [SenderRow]
  let hasRows: Bool

  private static let mostNetworks = 200
  private static let mostFindings = 100
  private static let mostNotes = 20
  private static let longestRecord = 1200

  init(_ file: DomainFile, verdicts: [CaseKey: CaseVerdict], frame: PageFrame, language: Language) {
    self.frame = frame
    let words = DomainTemplate.words[language]
    self.words = words
    domain = file.domain
    checkLink = "/check?sender=\(QueryText.encoded("postmaster@\(file.domain)"))"
    let survey = file.survey
    let authorised = survey.authorised
    let count = CountLabel.full(authorised.count)
    if let problem = survey.root.problem {
      state = "warn"
      headline = words["unusable"] ?? ""
      trouble = ProblemWords.phrase(problem)[language]
    } else if let found = survey.trouble {
      state = "warn"
      headline = words["broken"] ?? ""
      trouble = Printable.text(found.text)
    } else {
      state = "good"
      headline = Phrase("\(count) networks may send its mail", "\(count) 個のネットワークが送信を許可されています")[language]
      trouble = ""
    }
    tree = TreeModel(survey.root, language: language)
    networkCount = count
    networks = authorised.prefix(Self.mostNetworks).map { item in
      Network(
        network: "\(item.network.network)", term: Printable.text(item.term), domain: "\(item.domain)",
        ttl: "\(item.ttl)")
    }
    let rest = authorised.count - networks.count
    more =
      rest > 0 ? Phrase("and \(CountLabel.full(rest)) more", "ほか \(CountLabel.full(rest)) 個")[language] : ""
    let limits = Limits.rfc7208
    budgets = [
      Self.budget(words["lookups"], survey.lookups, limits.lookups, language),
      Self.budget(words["voids"], survey.voidLookups, limits.voidLookups, language),
    ]
    leastTTL = "\(survey.leastTTL)"
    isIncomplete = survey.isIncomplete || file.report.isIncomplete
    findingCount = CountLabel.full(file.report.findings.count)
    findings = file.report.findings.sorted { $0.severity.rank < $1.severity.rank }.prefix(Self.mostFindings)
      .map {
        Self.finding($0, language)
      }
    notes = Array(file.report.notes.prefix(Self.mostNotes))
    changes = file.changes.map { ChangeModel($0, language: language) }
    historyTrouble = file.trouble.map { HistoryWords.phrase($0)[language] } ?? ""
    let seen = file.records.count
    versions = Phrase("\(seen) versions were seen.", "観測された版: \(seen)")[language]
    rows = file.senders.map { SenderRow($0, verdicts[CaseKey($0)]) }
    hasRows = !rows.isEmpty
  }

  private static func budget(_ name: String?, _ used: Int, _ limit: Int, _ language: Language) -> Budget {
    Budget(
      name: name ?? "", used: "\(min(used, limit))", limit: "\(limit)",
      text: Phrase("\(used) of \(limit)", "\(used) / \(limit)")[language])
  }

  private static func finding(_ finding: Linting.Finding, _ language: Language) -> Finding {
    let label: Phrase =
      switch finding.severity {
      case .error: Phrase("Error", "エラー")
      case .warning: Phrase("Warning", "警告")
      case .info: Phrase("Note", "参考")
      }
    return Finding(
      style: finding.severity == .info ? "" : finding.severity.rawValue, label: label[language],
      rule: finding.rule.description,
      name: finding.name, title: language == .english ? nil : RuleTitles.phrase(finding.rule)[language],
      message: finding.message,
      marked: (finding.mark?.marked).map { cut(Printable.text($0)) } ?? "", fix: finding.fix?.text ?? "",
      replacement: finding.fix?.replacement.map { cut($0) } ?? "", reference: finding.rule.reference)
  }

  private static func cut(_ text: String) -> String {
    text.count > longestRecord ? "\(text.prefix(longestRecord))…" : text
  }
}
