internal import SPF

/// What a ``LineScanner`` found in a piece. What lines of different pieces have to do with each other is the
/// reader's business.
struct LineFindings: Sendable {
  /// The lines of the piece.
  var lines = 0
  /// Those that were cut for being too long.
  var truncated = 0
  /// In the order of the lines, only those of which the reader has to know.
  var notes: [LineNote] = []
  var heads: [HeadNote] = []
  var clients: [IPAddress] = []
  var others: [OtherResult] = []
  var statements: [Statement] = []

  /// Forgets all but the memory.
  mutating func clear() {
    lines = 0
    truncated = 0
    notes.removeAll(keepingCapacity: true)
    heads.removeAll(keepingCapacity: true)
    clients.removeAll(keepingCapacity: true)
    others.removeAll(keepingCapacity: true)
    statements.removeAll(keepingCapacity: true)
  }
}
