#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Writes whole texts to what is open already.
enum DescriptorWriter {
  /// The error number of the system if `text` could not be written to its end; nil if it could.
  static func write(_ text: String, to descriptor: Int32) -> Int32? {
    let octets = Array(text.utf8)
    var start = 0
    while start < octets.count {
      let count = unsafe octets[start...].withUnsafeBytes { bytes in
        #if canImport(Glibc)
          unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #else
          unsafe Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
      }
      if count > 0 {
        start += count
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN:
        // Whoever reads has made the pipe non-blocking for us, too.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        unsafe poll(&waiting, 1, -1)
      default: return errno
      }
    }
    return nil
  }
}
