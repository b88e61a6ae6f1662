internal import SPF

/// Reads a sender's own log; see ``OutgoingLog``. It is used by one thread at a time.
final class OutgoingReader: LogConsumer {
  /// Nothing is looked for in a piece before its turn: the reader keeps up with the files.
  struct Scanner: PieceScanner {
    struct Findings: Sendable {}

    func emptyFindings() -> Findings { Findings() }
    func scan(_ lines: Octets, into findings: inout Findings) {}
  }

  let scanner = Scanner()
  let longestLine: Int
  private var lines: OutgoingLines

  /// `limit` is the number of rejections kept.
  init(
    ownDomains: Set<DomainName>, options: MailLogOptions, limit: Int = OutgoingTracker.rejectionLimit
  ) {
    longestLine = max(1, options.longestLine)
    lines = OutgoingLines(ownDomains: ownDomains, options: options, limit: limit)
  }

  func take(_ piece: LogPiece, _ findings: inout Scanner.Findings) { lines.take(piece) }

  func finish() {}

  /// Reads a log of which all lines are at hand.
  func read(_ text: [String]) {
    var cutter = LineCutter(longestLine: longestLine)
    var piece = LogPiece()
    piece.file = "-"
    if let first = text.first, let last = text.last {
      piece.ends = LogPiece.Ends(first: Array(first.utf8), last: Array(last.utf8))
    }
    for line in text {
      let octets = Array(line.utf8)
      let room = cutter.open(&piece, size: octets.count + 1)
      piece.octets.replaceSubrange(room, with: octets + [UInt8(ascii: "\n")])
      cutter.close(&piece, text: room)
      lines.take(piece)
      piece.clear()
    }
  }

  /// What was found so far.
  func log(problems: [LogInputError] = []) -> OutgoingLog {
    OutgoingLog(rejections: lines.tracker.rejections, survey: lines.tracker.survey, problems: problems)
  }
}
