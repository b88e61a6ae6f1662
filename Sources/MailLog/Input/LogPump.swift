#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Moves one file into a reader: finds out what it is, decompresses it, and stops where it is no log.
final class LogPump {
  private let file: LogFile
  private let reader: any LogTaker
  private let lastLine: [UInt8]?
  private var gzip: GzipDecoder?
  private var isFirst = true
  /// Whether text has come; NULs before it are what a truncated log that was written on begins with.
  private var hasText = false
  private var run = 0

  /// `lastLine` is that of the whole log, if known.
  init(file: LogFile, reader: any LogTaker, lastLine: [UInt8]?) {
    self.file = file
    self.reader = reader
    self.lastLine = lastLine
  }

  /// Moves a piece; false at the end.
  func step() throws(LogInputError) -> Bool {
    let piece = unsafe try file.read()
    if unsafe piece.isEmpty {
      if let gzip, !gzip.isComplete { throw LogInputError(.truncated, file.path, offset: file.offset) }
      if !hasText, (gzip?.produced ?? file.offset) > 0 {
        throw LogInputError(.binary, file.path, detail: "nothing but NUL octets")
      }
      return false
    }
    if isFirst {
      isFirst = false
      try unsafe recognise(piece)
    }
    guard let gzip else {
      try unsafe take(piece)
      return true
    }
    do {
      try unsafe gzip.decode(piece) { octets in
        try unsafe take(octets)
        if gzip.produced > LogInput.usualGrowth.octets,
          gzip.produced / LogInput.usualGrowth.factor > file.offset
        {
          throw LogInputError(.bomb, file.path, offset: file.offset)
        }
      }
    } catch let error as LogInputError {
      throw error
    } catch let GzipDecoder.Failure.damaged(detail) {
      throw LogInputError(.damaged, file.path, offset: file.offset, detail: detail)
    } catch {
      throw LogInputError(.damaged, file.path, offset: file.offset)
    }
    return true
  }

  private func recognise(_ piece: UnsafeRawBufferPointer) throws(LogInputError) {
    func begins(_ magic: [UInt8]) -> Bool {
      unsafe piece.count >= magic.count && piece.prefix(magic.count).elementsEqual(magic)
    }
    if begins([0x1f, 0x8b]) {
      gzip = GzipDecoder()
    } else if begins([0xfd, 0x37, 0x7a, 0x58, 0x5a]) {
      throw LogInputError(.compression, file.path, detail: "xz")
    } else if begins([0x42, 0x5a, 0x68]) {
      throw LogInputError(.compression, file.path, detail: "bzip2")
    } else if begins([0x28, 0xb5, 0x2f, 0xfd]) {
      throw LogInputError(.compression, file.path, detail: "zstd")
    }
  }

  /// Hands text on.
  private func take(_ piece: UnsafeRawBufferPointer) throws(LogInputError) {
    var text = unsafe piece
    if !hasText {
      let start = unsafe text.firstIndex { $0 != 0 } ?? text.count
      unsafe text = unsafe UnsafeRawBufferPointer(rebasing: text[start...])
      if unsafe text.isEmpty {
        if gzip == nil { file.skipHole() } else { try countRun(piece.count) }
        return
      }
      hasText = true
      // NULs behind a whole line are a hole, in the middle of one they are something else's.
      if let nul = unsafe text.prefix(4_096).firstIndex(of: 0), unsafe text[nul - 1] != 0x0a {
        throw LogInputError(.binary, file.path, offset: file.offset, detail: "NUL octets near its beginning")
      }
      if let lastLine {
        let end = unsafe text.firstIndex(of: 0x0a) ?? text.count
        reader.expect(firstLine: unsafe Array(text[..<end].prefix(256)), lastLine: lastLine)
      }
    }
    guard let base = text.baseAddress else { return }
    if unsafe memchr(base, 0x0a, text.count) == nil {
      try countRun(text.count)
      // A hole in the middle is not read either.
      if gzip == nil, unsafe text.allSatisfy({ $0 == 0 }) {
        file.skipHole()
        return
      }
    } else {
      run = 0
    }
    unsafe reader.feed(text)
  }

  private func countRun(_ count: Int) throws(LogInputError) {
    run += count
    if run > LogInput.longestRun {
      throw LogInputError(
        .binary, file.path, offset: file.offset, detail: "no line ends within \(LogInput.longestRun) octets")
    }
  }
}
