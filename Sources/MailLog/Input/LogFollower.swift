#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Reads what is appended to a log, as `tail -F` does.
final class LogFollower {
  private let path: String
  private let reader: MailLogReader
  private let patience: Double
  private let interval: Double
  private var buffer = [UInt8](repeating: 0, count: 262_144)

  init(path: String, reader: MailLogReader, patience: Double, interval: Double) {
    self.path = path
    self.reader = reader
    self.patience = patience
    self.interval = interval
  }

  func run(_ isDone: () -> Bool) throws(LogInputError) {
    var file = try LogFile(path)
    reader.begin(file: path)
    var pump = LogPump(file: file)
    var lastLine = LogFile.lastLine(path)
    var resting = 0.0
    while true {
      var hasRead = false
      while try move(pump, &lastLine) {
        hasRead = true
        if isDone() { return }
      }
      if hasRead {
        resting = 0
      } else if resting < patience {
        resting += interval
        if resting >= patience { reader.settle() }
      }
      if isDone() { return }
      let state = file.state
      if state.size < file.offset {
        // copytruncate: the same file begins anew.
        file.rewind()
        reader.begin(file: path)
        pump = LogPump(file: file)
        continue
      }
      if let now = LogFile.identity(path), now != (state.device, state.inode) {
        // What was still written to the old file was read above; once more for what came in between.
        while try move(pump, &lastLine) {}
        file = try LogFile(path)
        reader.begin(file: path)
        pump = LogPump(file: file)
        continue
      }
      usleep(UInt32(interval * 1_000_000))
    }
  }

  /// Moves the next text into the reader; false at the end.
  private func move(_ pump: LogPump, _ lastLine: inout [UInt8]?) throws(LogInputError) -> Bool {
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
