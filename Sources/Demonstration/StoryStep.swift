public import Reporting

/// A step of the story: what happens, and what was really seen.
public struct StoryStep: Sendable {
  /// What happens, in a sentence.
  public let title: String
  /// What was seen, as the administrator sees it: log lines, replies, header fields, records.
  public let lines: [String]
  /// Whether it went as the story has it.
  public let isAsTold: Bool

  /// The step as text for a terminal.
  public func text(style: TextStyle) -> String {
    let mark = isAsTold ? "" : "  (not as expected)"
    return (["\(style.heading(title))\(mark)"] + lines.map { "    \($0)" } + [""]).joined(separator: "\n")
  }
}
