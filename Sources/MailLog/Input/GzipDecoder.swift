internal import CZlib

/// Decompresses gzip (RFC 1952), several members in a row too, piece by piece.
@safe final class GzipDecoder {
  enum Failure: Error {
    case damaged(String)
  }

  private static let inputSize = 262_144

  private var stream = unsafe z_stream()
  private let input: UnsafeMutableRawBufferPointer
  /// Whether the room for the last output was too small for all that the input gave.
  private var isFull = false
  private var failure: Failure?
  /// Whether the data so far end where a member does.
  private(set) var isComplete = true
  private(set) var produced = 0

  init() {
    unsafe input = .allocate(byteCount: Self.inputSize, alignment: 16)
    // 16 asks for the gzip header, 15 for the largest window.
    let status = unsafe inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib cannot begin")
  }

  deinit {
    unsafe inflateEnd(&stream)
    unsafe input.deallocate()
  }

  /// Whether all input was decompressed.
  var needsInput: Bool { unsafe stream.avail_in == 0 && !isFull && failure == nil }

  /// Takes in what `body` writes to the room that it is given; `body` tells how much that was. Only when
  /// ``needsInput``.
  @discardableResult
  func takeIn<Failure: Error>(_ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int) throws(Failure)
    -> Int
  {
    let count = unsafe try body(input)
    unsafe stream.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.avail_in = UInt32(min(count, input.count))
    return count
  }

  /// Decompresses into `output` and tells how many octets that gave; 0 when input is needed.
  func decode(into output: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
    if let failure { throw failure }
    while !needsInput {
      if isComplete {
        // Padding behind the last member, as tapes and some tools leave it.
        if unsafe stream.next_in.pointee == 0, produced > 0 {
          unsafe stream.next_in += 1
          unsafe stream.avail_in -= 1
          continue
        }
        isComplete = false
      }
      unsafe stream.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
      unsafe stream.avail_out = UInt32(output.count)
      let status = unsafe inflate(&stream, Z_NO_FLUSH)
      let count = unsafe output.count - Int(stream.avail_out)
      produced += count
      isFull = false
      switch status {
      case Z_OK: isFull = unsafe stream.avail_out == 0
      case Z_BUF_ERROR: break
      case Z_STREAM_END:
        isComplete = true
        unsafe inflateReset(&stream)
      default:
        let message = unsafe stream.msg.map { unsafe String(cString: $0) }
        let failure = Failure.damaged(message ?? "zlib error \(status)")
        // What came before the damage is good.
        self.failure = failure
        if count == 0 { throw failure }
      }
      if count > 0 { return count }
    }
    return 0
  }
}
