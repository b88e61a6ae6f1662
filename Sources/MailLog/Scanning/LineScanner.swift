/// Looks through the lines of a piece for those that say something, and notes what that is.
struct LineScanner: PieceScanner {
  /// What is longer is cut there.
  let longestLine: Int

  func emptyFindings() -> LineFindings { LineFindings() }

  func scan(_ lines: Octets, into findings: inout LineFindings) {
    findings.clear()
    var scan = PieceScan(lines, longestLine: longestLine)
    scan.run(&findings)
  }
}
