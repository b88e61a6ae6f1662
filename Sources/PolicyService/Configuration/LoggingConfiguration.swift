/// Where log lines go and what they say (`debugLevel` of policyd-spf.conf).
public struct LoggingConfiguration: Sendable, Hashable {
  /// The forms of a log line; the raw values are those of the option `--log`.
  public enum Form: String, Sendable, Hashable, CaseIterable {
    /// The traditional words to syslog, facility mail; to standard error when there is no syslog.
    case syslog
    /// One JSON object a line to standard error.
    case json
    /// The traditional words to standard error.
    case standardError = "stderr"
    /// The traditional words to syslog, and one JSON object a line to standard error.
    case both

    /// Whether lines are written as JSON.
    var hasJSON: Bool { self == .json || self == .both }
    /// Whether lines are written in the traditional words.
    var hasWords: Bool { self != .json }
  }

  /// How much is logged.
  public enum Level: Int, Sendable, Hashable, CaseIterable {
    /// Nothing.
    case silent = -1
    /// Errors.
    case errors = 0
    /// One line for each answer but a plain `dunno`.
    case actions = 1
    /// Besides, one line for the result of each identity.
    case results = 2
  }

  /// The form.
  public var form = Form.syslog
  /// How much.
  public var level = Level.actions
  /// The program name in syslog lines.
  public var identifier = "policyd-spf"

  /// The defaults: those of policyd-spf.
  public init() {}
}
