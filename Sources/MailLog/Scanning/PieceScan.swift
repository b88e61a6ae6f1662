/// One piece being looked through. Lines of which it takes others to know what they say are left to the reader
/// as they are.
struct PieceScan: ~Copyable {
  let text: Octets
  private let longestLine: Int
  /// Where the line behind the one that is looked at begins.
  private var next = 0
  /// Whether the line before may go on: the one before the piece may.
  private var isOpen = true
  var heads = HeadReader()

  init(_ text: Octets, longestLine: Int) {
    self.text = text
    self.longestLine = longestLine
  }

  mutating func run(_ findings: inout LineFindings) {
    while let end = text.position(of: "\n", from: next) {
      var line = text[next..<end]
      next = end + 1
      findings.lines += 1
      if line.count > longestLine {
        findings.truncated += 1
        line = line.prefix(longestLine)
      }
      scan(line, &findings)
    }
    heads.end(&findings)
  }

  @inline(__always)
  private mutating func scan(_ line: Octets, _ findings: inout LineFindings) {
    guard !line.isEmpty else {
      close(&findings)
      return
    }
    let words = line.last == 0x0d ? line.dropLast(1) : line
    guard let tag = heads.read(words) else {
      leave(line, &findings)
      return
    }
    if tag.kind.isOther, ReplyReader.maySpeakOfSPF(tag.message) {
      leave(line, &findings)
      return
    }
    if tag.kind.mayGoOn, !isFollowed {
      leave(line, &findings)
      return
    }
    guard var note = findings.note(tag.message, of: tag.kind, words, in: text) else {
      heads.count(&findings, in: text)
      close(&findings)
      return
    }
    if note.isOpen, !isFollowed {
      leave(line, &findings)
      return
    }
    heads.count(&findings, in: text)
    note.line = UInt32(findings.lines)
    note.heads = UInt32(findings.heads.count)
    note.process = tag.process
    note.program = TextRange(tag.program, in: text)
    findings.notes.append(note)
    isOpen = false
  }

  /// Whether the next line is sure to be one of its own.
  private var isFollowed: Bool {
    let follower = text.dropFirst(next)
    return follower.first == UInt8(ascii: "{") || heads.begins(follower)
  }

  /// Leaves a line to the reader.
  private mutating func leave(_ line: Octets, _ findings: inout LineFindings) {
    var note = LineNote(.plain)
    note.line = UInt32(findings.lines)
    note.heads = UInt32(findings.heads.count)
    note.first = TextRange(line, in: text)
    findings.notes.append(note)
    isOpen = true
    // The reader may learn something from it about the year.
    heads.end(&findings)
  }

  /// Notes that the line before does not go on.
  private mutating func close(_ findings: inout LineFindings) {
    guard isOpen else { return }
    isOpen = false
    var note = LineNote(.end)
    note.line = UInt32(findings.lines)
    note.heads = UInt32(findings.heads.count)
    findings.notes.append(note)
  }
}
