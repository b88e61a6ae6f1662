/// What the publisher should do about a finding.
public struct Fix: Sendable, Hashable {
  /// One sentence.
  public let text: String
  /// What to write in place of the marked text; empty to remove it; nil if only a person can tell.
  public let replacement: String?

  init(_ text: String, replacement: String? = nil) {
    self.text = text
    self.replacement = replacement
  }
}
