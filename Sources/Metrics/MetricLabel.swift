/// What tells the samples of one metric apart.
public struct MetricLabel: Sendable, Hashable {
  /// `[a-z_]+`.
  public let name: String
  /// Any text.
  public let value: String

  /// A label.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
