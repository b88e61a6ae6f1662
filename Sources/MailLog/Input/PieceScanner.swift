/// The part of reading a log that needs no line before the one that it looks at. Several threads do it at once,
/// each for a piece of its own.
protocol PieceScanner: Sendable {
  /// What is found in a piece; its memory is used for one after the other.
  associatedtype Findings: Sendable

  /// Nothing found.
  func emptyFindings() -> Findings

  /// Looks through whole lines and replaces what `findings` has from another piece.
  func scan(_ lines: Octets, into findings: inout Findings)
}
