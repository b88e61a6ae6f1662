/// What to do about a case.
public struct Remedy: Sendable {
  /// Whose turn it is.
  public enum Audience: String, Sendable, Hashable, Codable {
    /// The owner of the sender's domain.
    case sender
    /// The receiver whose log it is.
    case receiver
    /// Nobody's: SPF did what it is for.
    case nobody
  }

  /// Lines of configuration.
  public struct Setting: Sendable, Hashable {
    /// Where they belong.
    public let place: String
    /// The line, or several with LF between them.
    public let line: String
    /// What it lets in besides the mail of the case.
    public let opens: Opening?

    init(place: String, line: String, opens: Opening? = nil) {
      self.place = place
      self.line = line
      self.opens = opens
    }

    /// The lines one by one.
    public var lines: [String] { line.split(separator: "\n").map(String.init) }
  }

  /// Whose turn it is.
  public var audience: Audience
  /// What to do, in sentences.
  public var advice: String
  /// The change to the sender's record, if one can be given.
  public var edit: RecordEdit?
  /// What the receiver can configure.
  public var settings: [Setting]
  /// For an undecided case: the observation that would settle it.
  public var wanted: String?

  init(
    _ audience: Audience, _ advice: String, edit: RecordEdit? = nil, settings: [Setting] = [],
    wanted: String? = nil
  ) {
    self.audience = audience
    self.advice = advice
    self.edit = edit
    self.settings = settings
    self.wanted = wanted
  }
}
