/// What is asked of the results over time.
public struct ResultQuery: Sendable, Hashable {
  /// The hours, counted since 1970.
  public var hours: Range<Int>
  /// So many hours are summed: 1 for hours, 24 for days (UTC).
  public var step: Int

  /// A question; `step` is 1 at least.
  public init(hours: Range<Int>, step: Int = 1) {
    self.hours = hours
    self.step = max(1, step)
  }
}
