/// Moves the text of one file into a reader, as it comes.
final class LogMover {
  let file: LogFile
  private let pump: LogPump
  private let reader: MailLogReader
  private var lastLine: [UInt8]?
  private var buffer = [UInt8](repeating: 0, count: 262_144)

  /// `lastLine` is that of the whole log, if known.
  init(_ file: LogFile, into reader: MailLogReader, lastLine: [UInt8]? = nil, growth: Growth = .usual) {
    self.file = file
    self.reader = reader
    self.lastLine = lastLine
    pump = LogPump(file: file, growth: growth)
  }

  /// Moves a piece; false at the end.
  func step() throws(LogInputError) -> Bool {
    let text = unsafe try buffer.withUnsafeMutableBufferPointer { octets throws(LogInputError) in
      unsafe try pump.next(into: UnsafeMutableRawBufferPointer(octets))
    }
    guard let text else { return false }
    if let last = lastLine, let first = pump.firstLine {
      reader.expect(firstLine: first, lastLine: last)
      lastLine = nil
    }
    unsafe buffer.withUnsafeBytes { unsafe reader.feed(UnsafeRawBufferPointer(rebasing: $0[text])) }
    return true
  }
}
