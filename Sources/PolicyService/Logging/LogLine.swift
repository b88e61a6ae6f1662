/// One line of a log, printable ASCII without a line end.
public struct LogLine: Sendable, Hashable {
  /// How it is written.
  public enum Style: Sendable, Hashable {
    /// In words, as policyd-spf writes them.
    case words
    /// As a JSON object.
    case json
  }

  /// How it is written.
  public var style: Style
  /// How serious it is.
  public var severity: LogSeverity
  /// Its octets.
  public var text: [UInt8]

  /// A line.
  public init(_ severity: LogSeverity, _ text: [UInt8], style: Style = .words) {
    self.style = style
    self.severity = severity
    self.text = text
  }
}
