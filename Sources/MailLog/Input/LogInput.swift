/// The files of a log, read in order into a ``MailLogReader``.
public struct LogInput {
  /// Octets without a line end after which a file is no log.
  static let longestRun = 64 << 20

  /// The files in the order in which they are read; `-` is standard input.
  public let paths: [String]
  /// Called now and then with the octets read and those there are, as stored; the latter is 0 if unknown.
  public var onProgress: ((_ done: Int, _ total: Int) -> Void)?
  /// The threads that read, 1 to 64. More than there are processors make it no faster. What is read does not depend
  /// on them; what is appended to a log that is followed is read by one.
  public var threads = min(4, Processors.usable)
  /// How much is read at a time.
  var pieceSize = 262_144
  var growth = Growth.usual

  /// The files of `paths`, those of one log oldest first.
  public init(_ paths: [String]) {
    self.paths = RotatedFiles.sorted(paths)
  }

  /// Reads all files and ends the log. What could not be read is told; all else was.
  public func read(into reader: MailLogReader) -> [LogInputError] { read(to: reader) }

  /// The same for whatever reads in two steps.
  func read(to consumer: some LogConsumer) -> [LogInputError] {
    let problems = readFiles(into: consumer)
    consumer.finish()
    return problems
  }

  /// Reads all files, then what is appended to the last one, through rotation and truncation, until `isDone`
  /// says so. Events whose lines have been at rest for `patience` seconds are given.
  public func follow(
    into reader: MailLogReader, patience: Double = 10, interval: Double = 0.25, isDone: () -> Bool
  ) -> [LogInputError] {
    guard let last = paths.last, last != "-" else { return read(into: reader) }
    var earlier = LogInput(inOrder: Array(paths.dropLast()))
    earlier.threads = threads
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

  /// Reads all files with several threads; what could not be read is told.
  func readFiles(into consumer: some LogConsumer) -> [LogInputError] {
    var problems: [LogInputError] = []
    let source = LogSource(
      paths, longestLine: consumer.longestLine, pieceSize: pieceSize, growth: growth)
    let total = source.total
    LogPipeline(source, consumer.scanner, threads: threads).run { piece, findings in
      consumer.take(piece, &findings)
      if let problem = piece.problem { problems.append(problem) }
      onProgress?(piece.done, total)
    }
    return problems
  }
}
