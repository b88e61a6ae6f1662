/// Reads mail logs and gives one ``SPFEvent`` for each message of which they state an SPF outcome.
///
/// Octets are fed in pieces of any size, in the order of the log. What lines of different programs say of one
/// message is put together; an event is given when no more is to be expected about its message. Memory is
/// bounded whatever the length of the log, of its lines, or the number of clients in it.
///
/// A reader is used by one thread at a time.
public final class MailLogReader {
  private static let pieceSize = 262_144

  private var lines: LineReader
  let scanner: LineScanner
  private var cutter: LineCutter
  private var piece = LogPiece()
  private var findings = LineFindings()

  /// A reader that calls `onEvent` for each message, and `onUnparsed` for each line that speaks of SPF in words
  /// that are not understood.
  public init(
    options: MailLogOptions, onUnparsed: ((LogPosition, String) -> Void)? = nil,
    onEvent: @escaping (SPFEvent) -> Void
  ) {
    lines = LineReader(options, onUnparsed: onUnparsed, onEvent: onEvent)
    scanner = LineScanner(longestLine: max(1, options.longestLine))
    cutter = LineCutter(longestLine: options.longestLine)
  }

  /// What the log tells beside the events, so far.
  public var survey: LogSurvey { lines.joiner.survey.survey }

  /// Begins a file; lines are counted from 1 again.
  public func begin(file: String) {
    endLine()
    lines.begin(file: file)
  }

  /// Tells the first and the last line of the file that begins, if they are known before it is read: with
  /// them the years of a log that turned a year are certain.
  public func expect(firstLine: [UInt8], lastLine: [UInt8]) {
    firstLine.withOctets { first in lastLine.withOctets { lines.expect(first: first, last: $0) } }
  }

  /// Reads octets.
  public func feed(_ octets: [UInt8]) {
    unsafe octets.withUnsafeBytes { unsafe feed($0) }
  }

  /// Reads octets, which need not outlive the call.
  public func feed(_ octets: UnsafeRawBufferPointer) {
    var start = 0
    while start < octets.count {
      let part = unsafe UnsafeRawBufferPointer(
        rebasing: octets[start..<min(octets.count, start + Self.pieceSize)])
      start += part.count
      piece.clear()
      let room = cutter.open(&piece, size: part.count)
      unsafe piece.octets.withUnsafeMutableBytes {
        unsafe UnsafeMutableRawBufferPointer(rebasing: $0[room]).copyMemory(from: part)
      }
      cutter.close(&piece, text: room)
      takePiece()
    }
  }

  /// Gives what waits: for a log that is followed and at rest.
  public func settle() {
    lines.flush()
    lines.joiner.settle()
  }

  /// Ends the log.
  public func finish() {
    endLine()
    lines.flush()
    lines.joiner.finish()
  }

  private func endLine() {
    piece.clear()
    cutter.end(&piece)
    if piece.count > 0 { takePiece() }
  }

  private func takePiece() {
    piece.octets.withOctets { scanner.scan($0.prefix(piece.count), into: &findings) }
    lines.take(piece, &findings)
  }
}

extension MailLogReader: LogConsumer {
  var longestLine: Int { scanner.longestLine }

  func take(_ piece: LogPiece, _ findings: inout LineFindings) { lines.take(piece, &findings) }
}
