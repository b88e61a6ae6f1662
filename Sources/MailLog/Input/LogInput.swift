#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The files of a log, read in order into a ``MailLogReader``.
public struct LogInput {
  /// Octets without a line end after which a file is no log.
  static let longestRun = 64 << 20
  /// What compressed data may grow to whatever their size, and by which factor beyond.
  static let usualGrowth = (octets: 1 << 30, factor: 300)

  /// The files in the order in which they are read; `-` is standard input.
  public let paths: [String]
  /// Called now and then with the octets read and those there are, as stored; the latter is 0 if unknown.
  public var onProgress: ((_ done: Int, _ total: Int) -> Void)?

  /// The files of `paths`, those of one log oldest first.
  public init(_ paths: [String]) {
    self.paths = RotatedFiles.sorted(paths)
  }

  /// Reads all files and ends the log. What could not be read is told; all else was.
  public func read(into reader: MailLogReader) -> [LogInputError] { read(into: reader as any LogTaker) }

  func read(into reader: any LogTaker) -> [LogInputError] {
    let problems = readFiles(into: reader)
    reader.finish()
    return problems
  }

  /// Reads all files, then what is appended to the last one, through rotation and truncation, until `isDone`
  /// says so. Events whose lines have been at rest for `patience` seconds are given.
  public func follow(
    into reader: MailLogReader, patience: Double = 10, interval: Double = 0.25, isDone: () -> Bool
  ) -> [LogInputError] {
    guard let last = paths.last, last != "-" else { return read(into: reader) }
    let earlier = LogInput(inOrder: Array(paths.dropLast()))
    var problems = earlier.readFiles(into: reader)
    do {
      try LogFollower(path: last, reader: reader, patience: patience, interval: interval).run(isDone)
    } catch {
      problems.append(error)
    }
    reader.finish()
    return problems
  }

  private init(inOrder paths: [String]) { self.paths = paths }

  private func readFiles(into reader: any LogTaker) -> [LogInputError] {
    var problems: [LogInputError] = []
    let sizes = paths.map(LogFile.size)
    let total = paths.contains("-") ? 0 : sizes.reduce(0, +)
    var done = 0
    var hint = paths.last.flatMap(LogFile.lastLine)
    for (path, size) in zip(paths, sizes) {
      do {
        let file = try LogFile(path)
        reader.begin(file: path)
        let pump = LogPump(file: file, reader: reader, lastLine: hint)
        while try pump.step() { onProgress?(done + file.offset, total) }
        hint = nil
      } catch {
        problems.append(error)
      }
      done += size
      onProgress?(done, total)
    }
    return problems
  }
}
