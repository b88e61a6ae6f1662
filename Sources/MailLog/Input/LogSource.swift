/// The text of several files in pieces of whole lines, in order.
struct LogSource {
  private let paths: [String]
  private let sizes: [Int]
  private let pieceSize: Int
  private let growth: Growth
  private var cutter: LineCutter
  private var pump: LogPump?
  /// The last line of all, until it is told.
  private var lastLine: [UInt8]?
  /// The files begun.
  private var begun = 0

  init(_ paths: [String], longestLine: Int, pieceSize: Int, growth: Growth) {
    self.paths = paths
    self.pieceSize = pieceSize
    self.growth = growth
    sizes = paths.map(LogFile.size)
    cutter = LineCutter(longestLine: longestLine)
    lastLine = paths.last.flatMap(LogFile.lastLine)
  }

  /// The octets of all files, as stored; 0 if that is not known.
  var total: Int { paths.contains("-") ? 0 : sizes.reduce(0, +) }

  /// Puts the next lines into `piece`, or tells that a file ended; the last piece says that it is.
  mutating func next(into piece: inout LogPiece) {
    piece.clear()
    do {
      guard let pump else { return try begin(&piece) }
      let room = cutter.open(&piece, size: pieceSize)
      let text = unsafe try piece.octets.withUnsafeMutableBufferPointer { octets throws(LogInputError) in
        unsafe try pump.next(
          into: UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: octets[room])))
      }
      guard let text else { return end(&piece) }
      cutter.close(&piece, text: text.lowerBound + room.lowerBound..<text.upperBound + room.lowerBound)
      if let lastLine, let firstLine = pump.firstLine {
        piece.ends = LogPiece.Ends(first: firstLine, last: lastLine)
        self.lastLine = nil
      }
      piece.done = sizes[..<(begun - 1)].reduce(0, +) + pump.file.offset
    } catch {
      piece.problem = error
      end(&piece)
    }
  }

  private mutating func begin(_ piece: inout LogPiece) throws(LogInputError) {
    guard begun < paths.count else {
      piece.isLast = true
      piece.done = sizes.reduce(0, +)
      return
    }
    let path = paths[begun]
    begun += 1
    pump = LogPump(file: try LogFile(path), growth: growth)
    piece.file = path
    piece.done = sizes[..<(begun - 1)].reduce(0, +)
  }

  /// What is left of a file when nothing more comes of it.
  private mutating func end(_ piece: inout LogPiece) {
    pump = nil
    cutter.end(&piece)
    piece.done = sizes[..<begun].reduce(0, +)
  }
}
