/// One rule with all that its documentation says, both examples included.
public struct Rule: Sendable {
  /// What a rule looks at.
  enum Check: Sendable {
    /// A record, wherever it stands.
    case record(@Sendable (RecordText) -> [Note])
    /// A domain, or the text of a record.
    case domain(@Sendable (LintSubject) -> [Note])
    /// A zone file as a whole.
    case zone(@Sendable (ZoneSheet) -> [Note])
    /// A zone file as a whole, and a domain of which there is no file.
    case both(zone: @Sendable (ZoneSheet) -> [Note], domain: @Sendable (LintSubject) -> [Note])
  }

  /// A letter and two digits; never reused for another rule.
  public let id: String
  /// A few words joined by hyphens; as stable as ``id``.
  public let name: String
  /// How bad it is, unless the finding says otherwise.
  public let severity: Severity
  /// What it reports, one sentence without a full stop.
  public let title: String
  /// Why that matters.
  public let explanation: String
  /// The section to read.
  public let reference: String
  /// An example of what it reports.
  public let firing: Example
  /// The same done right.
  public let quiet: Example
  private let check: Check

  init(
    _ id: String, _ name: String, _ severity: Severity, _ title: String, why explanation: String,
    see reference: String, fires firing: Example, quiet: Example, check: Check
  ) {
    self.id = id
    self.name = name
    self.severity = severity
    self.title = title
    self.explanation = explanation
    self.reference = reference
    self.firing = firing
    self.quiet = quiet
    self.check = check
  }

  /// What the rule has to say of a domain or a record.
  func notes(_ subject: LintSubject) -> [Note] {
    switch check {
    case .record(let check): subject.record.map(check) ?? []
    case .domain(let check): check(subject)
    case .both(_, let check): subject.isFromFile ? [] : check(subject)
    case .zone: []
    }
  }

  /// What the rule has to say of a zone file as a whole.
  func notes(_ sheet: ZoneSheet) -> [Note] {
    switch check {
    case .zone(let check), .both(let check, _): check(sheet)
    case .record, .domain: []
    }
  }

  /// Whether `text` is the identifier or the name, in any case.
  func isCalled(_ text: String) -> Bool {
    let text = text.lowercased()
    return id.lowercased() == text || name == text
  }
}

extension Rule: CustomStringConvertible {
  /// The identifier and the name.
  public var description: String { "\(id) \(name)" }
}
