internal import History
internal import Reporting
internal import SPF

/// A change of a record, as the template `change` shows it.
struct ChangeModel: Sendable {
  /// A term.
  struct Part: Sendable {
    let text: String
    /// The class: whether a line may end within it.
    let style: String
    /// Whether the other version does not have it.
    let isMarked: Bool
  }

  /// Addresses of which the same is to be said.
  struct Row: Sendable {
    let news: String
    let title: String
    let networks: String
    let before: String
    let after: String
  }

  private static let mostTerms = 200

  let oldTime: String
  let newTime: String
  let oldParts: [Part]
  let newParts: [Part]
  let isEqual: Bool
  let isUnknown: Bool
  let rows: [Row]

  init(_ change: RecordChangeView, language: Language) {
    oldTime = Self.span(change.old)
    newTime = Self.span(change.new)
    let old = Self.terms(change.old.text)
    let new = Self.terms(change.new.text)
    oldParts = old.map { Part(text: $0, style: CodeWords.Word($0).style, isMarked: !new.contains($0)) }
    newParts = new.map { Part(text: $0, style: CodeWords.Word($0).style, isMarked: !old.contains($0)) }
    isEqual = change.difference?.isEqual == true
    isUnknown = change.difference == nil
    rows = (change.difference?.rows ?? []).map { row in
      let more = row.more > 0 ? Phrase(" and \(row.more) more networks", " ほか \(row.more) 個")[language] : ""
      return Row(
        news: row.news.rawValue, title: Self.title(row.news, row.isCertain)[language],
        networks: row.networks.joined(separator: " ") + more, before: row.before, after: row.after)
    }
  }

  private static func title(_ news: DifferenceView.News, _ isCertain: Bool) -> Phrase {
    guard isCertain else { return Phrase("May change, depending on the message:", "メールによって変わり得ます:") }
    switch news {
    case .loses: return Phrase("No longer passes:", "pass でなくなります:")
    case .gains: return Phrase("Passes from now on:", "pass になります:")
    case .changes: return Phrase("Gets another result:", "結果が変わります:")
    }
  }

  private static func terms(_ text: String) -> [String] {
    text.split { $0 == " " || $0 == "\n" }.prefix(mostTerms).map {
      Printable.text(String($0))
    }
  }

  /// When a version was seen.
  static func span(_ version: RecordVersion) -> String {
    func minute(_ time: Int64) -> String { String(CivilTime(time).text.dropLast(3)) }
    return "\(minute(version.firstSeen)) – \(minute(version.lastSeen))"
  }
}
