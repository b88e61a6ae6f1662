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
  /// The place in a file, up to the one behind it; empty where only a beginning is known, nil for what was found in DNS.
  public let place: Range<FilePlace>?
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
    place = note.place
    mark = note.mark
    // Half a replacement would be worse than none.
    fix = note.fix.map {
      Fix(Self.safe($0.text), replacement: $0.replacement.map { Printable.text($0) }.flatMap(Self.whole))
    }
  }

  private static func whole(_ text: String) -> String? {
    text.utf8.count > SPFRecord.maximumLength ? nil : text
  }

  private static func safe(_ text: String) -> String {
    let safe = Printable.text(text)
    guard safe.utf8.count > longestText else { return safe }
    return String(safe.unicodeScalars.prefix(longestText).map(Character.init)) + "…"
  }
}

extension Finding {
  /// `FILE:LINE:COLUMN: ` for a line of text; empty for what was found in DNS.
  var placeText: String {
    place.map { "\(Printable.text($0.lowerBound.file)):\($0.lowerBound.line):\($0.lowerBound.column): " }
      ?? ""
  }
}

extension Finding {
  /// What a program can write in place of the octets at ``place``; nil where they are not those marked, one for one.
  var replacementInFile: String? {
    guard let place, let mark, let replacement = fix?.replacement,
      place.lowerBound.line == place.upperBound.line,
      place.upperBound.column - place.lowerBound.column == mark.span.count,
      // What the file would read otherwise.
      !replacement.contains("\\")
    else { return nil }
    return replacement
  }
}
