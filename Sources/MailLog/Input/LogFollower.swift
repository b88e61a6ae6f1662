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

  init(path: String, reader: MailLogReader, patience: Double, interval: Double) {
    self.path = path
    self.reader = reader
    self.patience = patience
    self.interval = interval
  }

  func run(_ isDone: () -> Bool) throws(LogInputError) {
    var file = try LogFile(path)
    reader.begin(file: path)
    var mover = LogMover(file, into: reader, lastLine: LogFile.lastLine(path))
    var resting = 0.0
    while true {
      var hasRead = false
      while try mover.step() {
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
        mover = LogMover(file, into: reader)
        continue
      }
      if let now = LogFile.identity(path), now != (state.device, state.inode) {
        // What was still written to the old file was read above; once more for what came in between.
        while try mover.step() {}
        file = try LogFile(path)
        reader.begin(file: path)
        mover = LogMover(file, into: reader)
        continue
      }
      usleep(UInt32(interval * 1_000_000))
    }
  }
}
