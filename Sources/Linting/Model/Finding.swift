internal import SPF

/// Something found by a rule. All text in it is safe to show.
public struct Finding: Sendable {
  /// The rule.
  public let rule: Rule
  /// How bad it is.
  public let severity: Severity
  /// What is wrong, one sentence without a full stop.
  public let message: String
  /// The name or record it is about.
  public let name: String
  /// The place in a file; nil for what was found in DNS.
  public let place: FilePlace?
  /// The text and the stretch of it that is meant.
  public let mark: Mark?
  /// What to do.
  public let fix: Fix?

  /// The most octets of a message that are kept: names and records come from strangers.
  private static let longestText = 1000

  init(_ note: Note, rule: Rule, name: String) {
    self.rule = rule
    severity = note.severity ?? rule.severity
    message = Self.safe(note.message)
    self.name = Self.safe(note.name ?? name)
    place = note.place.map {
      FilePlace(file: Printable.text($0.file), line: $0.line, column: $0.column)
    }
    mark = note.mark
    fix = note.fix.map { Fix(Self.safe($0.text), replacement: $0.replacement.map(Self.safe)) }
  }

  private static func safe(_ text: String) -> String {
    let safe = Printable.text(text)
    guard safe.utf8.count > longestText else { return safe }
    return String(safe.unicodeScalars.prefix(longestText).map(Character.init)) + "…"
  }
}
