#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Takes the text out of one file: finds out what it is, decompresses it, and stops where it is no log.
final class LogPump {
  let file: LogFile
  private let growth: Growth
  private var gzip: GzipDecoder?
  private var isFirst = true
  /// Whether text has come; NULs before it are what a truncated log that was written on begins with.
  private var hasText = false
  private var run = 0
  /// The first line, once text has come.
  private(set) var firstLine: [UInt8]?

  init(file: LogFile, growth: Growth = .usual) {
    self.file = file
    self.growth = growth
  }

  /// Moves the next text into `buffer`, which has room for sixteen octets or more, and tells where it stands
  /// there; nil at the end.
  func next(into buffer: UnsafeMutableRawBufferPointer) throws(LogInputError) -> Range<Int>? {
    while true {
      let count = unsafe try readOctets(into: buffer)
      if count == 0 {
        if let gzip, !gzip.isComplete { throw LogInputError(.truncated, file.path, offset: file.offset) }
        if !hasText, (gzip?.produced ?? file.offset) > 0 {
          throw LogInputError(.binary, file.path, detail: "nothing but NUL octets")
        }
        return nil
      }
      let piece = unsafe UnsafeRawBufferPointer(rebasing: buffer[..<count])
      if let start = unsafe try startOfText(piece) { return start..<count }
    }
  }

  /// Octets as they are when decompressed; 0 at the end.
  private func readOctets(into buffer: UnsafeMutableRawBufferPointer) throws(LogInputError) -> Int {
    if isFirst {
      isFirst = false
      let count = unsafe try file.read(into: buffer)
      let piece = unsafe UnsafeRawBufferPointer(rebasing: buffer[..<count])
      try unsafe recognise(piece)
      guard let gzip else { return count }
      unsafe gzip.takeIn { room in
        unsafe room.copyMemory(from: piece)
        return count
      }
    }
    guard let gzip else { return unsafe try file.read(into: buffer) }
    do {
      while true {
        if gzip.produced > growth.octets, gzip.produced / growth.factor > file.offset {
          throw LogInputError(.bomb, file.path, offset: file.offset)
        }
        let count = unsafe try gzip.decode(into: buffer)
        if count > 0 { return count }
        let read = unsafe try gzip.takeIn { room throws(LogInputError) in unsafe try file.read(into: room) }
        if read == 0 { return 0 }
      }
    } catch let error as LogInputError {
      throw error
    } catch let GzipDecoder.Failure.damaged(detail) {
      throw LogInputError(.damaged, file.path, offset: file.offset, detail: detail)
    } catch {
      throw LogInputError(.damaged, file.path, offset: file.offset)
    }
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

  /// Where text begins in a piece; nil if there is none in it.
  private func startOfText(_ piece: UnsafeRawBufferPointer) throws(LogInputError) -> Int? {
    var start = 0
    if !hasText {
      start = unsafe piece.firstIndex { $0 != 0 } ?? piece.count
      if start == piece.count {
        if gzip == nil { file.skipHole() } else { try countRun(piece.count) }
        return nil
      }
      hasText = true
      let text = unsafe UnsafeRawBufferPointer(rebasing: piece[start...])
      // NULs behind a whole line are a hole, in the middle of one they are something else's.
      if let nul = unsafe text.prefix(4_096).firstIndex(of: 0), unsafe text[nul - 1] != 0x0a {
        throw LogInputError(.binary, file.path, offset: file.offset, detail: "NUL octets near its beginning")
      }
      firstLine = unsafe Array(text[..<(text.firstIndex(of: 0x0a) ?? text.count)].prefix(256))
    }
    let text = unsafe UnsafeRawBufferPointer(rebasing: piece[start...])
    guard let base = text.baseAddress else { return nil }
    if unsafe memchr(base, 0x0a, text.count) == nil {
      try countRun(text.count)
      // A hole in the middle is not read either.
      if gzip == nil, unsafe text.allSatisfy({ $0 == 0 }) {
        file.skipHole()
        return nil
      }
    } else {
      run = 0
    }
    return start
  }

  private func countRun(_ count: Int) throws(LogInputError) {
    run += count
    if run > LogInput.longestRun {
      throw LogInputError(
        .binary, file.path, offset: file.offset, detail: "no line ends within \(LogInput.longestRun) octets")
    }
  }
}
