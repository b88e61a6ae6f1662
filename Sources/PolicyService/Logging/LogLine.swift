/// One line of a log, printable ASCII without a line end.
public struct LogLine: Sendable, Hashable {
  /// How serious it is.
  public var severity: LogSeverity
  /// Its octets.
  public var text: [UInt8]

  /// A line.
  public init(_ severity: LogSeverity, _ text: [UInt8]) {
    self.severity = severity
    self.text = text
  }
}
