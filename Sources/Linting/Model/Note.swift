/// What a rule has to say, before it is known as a finding of that rule.
struct Note: Sendable {
  let message: String
  var mark: Mark?
  /// nil for the severity of the rule.
  var severity: Severity?
  var fix: Fix?
  /// In a file.
  var place: Range<FilePlace>?
  /// The name the note is about, if it is not the one that is checked.
  var name: String?

  init(
    _ message: String, mark: Mark? = nil, severity: Severity? = nil, fix: Fix? = nil,
    place: Range<FilePlace>? = nil,
    name: String? = nil
  ) {
    self.message = message
    self.mark = mark
    self.severity = severity
    self.fix = fix
    self.place = place
    self.name = name
  }
}
