/// What a ``SlotTable`` keeps: made once, and used for one thing after the other.
protocol Recyclable {
  init()
  /// Forgets all that it was used for.
  mutating func recycle()
}
