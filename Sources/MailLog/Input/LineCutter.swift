/// Cuts text that comes in pieces of any size behind its last whole line; what stands there waits for the next
/// piece. Of a line that is too long no more than its beginning waits.
struct LineCutter: Sendable {
  private static let lineEnd = UInt8(ascii: "\n")

  private let longestLine: Int
  /// The beginning of a line whose end is still to come.
  private var carry: [UInt8] = []
  /// Whether the rest of a line that is too long is being passed over.
  private var isSkipping = false

  init(longestLine: Int) { self.longestLine = min(max(1, longestLine), 1 << 24) }

  /// Begins a piece with what waits, and tells where in it `size` octets of text may follow.
  func open(_ piece: inout LogPiece, size: Int) -> Range<Int> {
    // One more for the end of a line that has none.
    let room = longestLine + 1 + size
    if piece.octets.count < room { piece.octets = [UInt8](repeating: 0, count: room) }
    unsafe piece.octets.withUnsafeMutableBytes { unsafe $0.copyBytes(from: carry) }
    return carry.count..<(carry.count + size)
  }

  /// Ends a piece that was opened, with the text that now stands at `text`.
  mutating func close(_ piece: inout LogPiece, text: Range<Int>) {
    piece.read += text.count
    let start = carry.count
    var text = text
    if isSkipping {
      guard let end = piece.octets.withOctets({ $0[text].position(of: "\n") }) else { return }
      text = (text.lowerBound + end)..<text.upperBound
      isSkipping = false
    }
    if text.lowerBound != start {
      unsafe piece.octets.withUnsafeMutableBytes { octets in
        let target = unsafe UnsafeMutableRawBufferPointer(rebasing: octets[start...])
        unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: octets[text]))
      }
    }
    let end = start + text.count
    let last = piece.octets.withOctets { octets -> Int? in
      // Most text without a line end is long: it is searched in the way that is fast.
      octets[start..<end].position(of: "\n") == nil ? nil : octets[0..<end].lastPosition(of: "\n")
    }
    if let last {
      piece.count = last + 1
      carry.removeAll(keepingCapacity: true)
    }
    let rest = piece.octets[max(piece.count, start)..<end]
    let room = longestLine - carry.count
    carry.append(contentsOf: rest.prefix(room))
    if rest.count > room {
      isSkipping = true
      piece.truncated += 1
    }
  }

  /// Makes a piece of a line that has no end.
  mutating func end(_ piece: inout LogPiece) {
    isSkipping = false
    guard !carry.isEmpty else { return }
    _ = open(&piece, size: 0)
    piece.octets[carry.count] = Self.lineEnd
    piece.count = carry.count + 1
    carry.removeAll(keepingCapacity: true)
  }
}
