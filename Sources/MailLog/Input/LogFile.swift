#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// An open file, read from the front.
@safe final class LogFile {
  let path: String
  private let descriptor: Int32
  /// The octets read so far.
  private(set) var offset = 0
  private let isOwned: Bool

  /// `-` is standard input.
  init(_ path: String) throws(LogInputError) {
    self.path = path
    isOwned = path != "-"
    let descriptor = isOwned ? unsafe open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO
    guard descriptor >= 0 else {
      throw LogInputError(errno == ENOENT ? .notFound : .unreadable, path, detail: Self.lastError)
    }
    var status = stat()
    if unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      if isOwned { close(descriptor) }
      throw LogInputError(.directory, path)
    }
    self.descriptor = descriptor
  }

  deinit {
    if isOwned { close(descriptor) }
  }

  /// Reads into `buffer` and tells how many octets came; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(LogInputError) -> Int {
    while true {
      #if canImport(Glibc)
        let count = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #else
        let count = unsafe Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw LogInputError(.unreadable, path, offset: offset, detail: Self.lastError) }
      offset += count
      return count
    }
  }

  /// Goes on where data begin again: the hole of a sparse file is not read.
  func skipHole() {
    #if os(Linux)
      let seekData: Int32 = 3
    #else
      let seekData: Int32 = 4
    #endif
    let next = lseek(descriptor, off_t(offset), seekData)
    if next > off_t(offset) {
      offset = Int(next)
    } else if next < 0, errno == ENXIO {
      offset = Int(lseek(descriptor, 0, SEEK_END))
    } else {
      lseek(descriptor, off_t(offset), SEEK_SET)
    }
  }

  /// Goes back to the front.
  func rewind() {
    lseek(descriptor, 0, SEEK_SET)
    offset = 0
  }

  /// The size and the identity of what is open.
  var state: (size: Int, device: UInt64, inode: UInt64) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return (0, 0, 0) }
    return (Int(status.st_size), UInt64(status.st_dev), UInt64(status.st_ino))
  }

  /// The identity of what the path names now; nil if there is nothing.
  static func identity(_ path: String) -> (device: UInt64, inode: UInt64)? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return (UInt64(status.st_dev), UInt64(status.st_ino))
  }

  /// The size of a regular file; 0 of anything else.
  static func size(_ path: String) -> Int {
    var status = stat()
    guard path != "-", unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return 0 }
    return Int(status.st_size)
  }

  /// The last whole line of a regular file that is not compressed; nil if there is none at hand.
  static func lastLine(_ path: String) -> [UInt8]? {
    let size = size(path)
    guard size > 0 else { return nil }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var tail = [UInt8](repeating: 0, count: min(size, 16_384))
    let start = off_t(size - tail.count)
    let count = unsafe tail.withUnsafeMutableBytes {
      unsafe pread(descriptor, $0.baseAddress, $0.count, start)
    }
    guard count == tail.count else { return nil }
    return tail.split(separator: 0x0a).last { $0.count > 15 }.map { Array($0) }
  }

  private static var lastError: String { unsafe String(cString: strerror(errno)) }
}
