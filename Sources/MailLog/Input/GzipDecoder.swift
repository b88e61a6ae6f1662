internal import CZlib

/// Decompresses gzip (RFC 1952), several members in a row too, piece by piece.
@safe final class GzipDecoder {
  enum Failure: Error {
    case damaged(String)
  }

  private var stream = unsafe z_stream()
  private let buffer: UnsafeMutableRawBufferPointer
  /// Whether the data so far end where a member does.
  private(set) var isComplete = true
  private(set) var produced = 0

  init() {
    unsafe buffer = .allocate(byteCount: 262_144, alignment: 16)
    // 16 asks for the gzip header, 15 for the largest window.
    let status = unsafe inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib cannot begin")
  }

  deinit {
    unsafe inflateEnd(&stream)
    unsafe buffer.deallocate()
  }

  /// Decompresses `input` and calls `body` with each piece; `body` says whether to go on.
  func decode(_ input: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    guard let base = input.baseAddress else { return }
    unsafe stream.next_in = UnsafeMutablePointer(mutating: base.assumingMemoryBound(to: UInt8.self))
    unsafe stream.avail_in = UInt32(input.count)
    while unsafe stream.avail_in > 0 {
      if isComplete {
        // Padding behind the last member, as tapes and some tools leave it.
        if unsafe stream.next_in.pointee == 0, produced > 0 {
          unsafe stream.next_in += 1
          unsafe stream.avail_in -= 1
          continue
        }
        isComplete = false
      }
      var isFull = true
      while isFull {
        unsafe stream.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        unsafe stream.avail_out = UInt32(buffer.count)
        let status = unsafe inflate(&stream, Z_NO_FLUSH)
        let count = unsafe buffer.count - Int(stream.avail_out)
        produced += count
        if count > 0 { unsafe try body(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
        switch status {
        case Z_OK: isFull = unsafe stream.avail_out == 0
        case Z_BUF_ERROR: isFull = false
        case Z_STREAM_END:
          isComplete = true
          isFull = false
          unsafe inflateReset(&stream)
        default:
          let message = unsafe stream.msg.map { unsafe String(cString: $0) }
          throw Failure.damaged(message ?? "zlib error \(status)")
        }
      }
    }
  }
}
