/// A connection that has something to write when a turn of its event loop ends.
protocol TurnWriter: AnyObject {
  /// Writes what there is by now.
  func writeAtEndOfTurn()
}
