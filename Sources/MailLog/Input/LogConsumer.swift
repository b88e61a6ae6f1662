/// Makes something of a log: what its ``PieceScanner`` found in each piece is given to it in the order of the
/// log, by one thread.
protocol LogConsumer: AnyObject {
  associatedtype Scanner: PieceScanner

  var scanner: Scanner { get }
  /// The longest line that is read; what is longer is cut there.
  var longestLine: Int { get }

  /// Takes the next lines and what was found in them.
  func take(_ piece: LogPiece, _ findings: inout Scanner.Findings)
  /// Ends the log.
  func finish()
}
