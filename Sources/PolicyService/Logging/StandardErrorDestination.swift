#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Writes lines to standard error.
final class StandardErrorDestination: LogDestination {
  /// Whether standard error is the socket that answers go to, as spawn(8) of Postfix has it. What is written
  /// there would be taken for an answer.
  static func isConnection(_ output: Int32 = STDOUT_FILENO, _ error: Int32 = STDERR_FILENO) -> Bool {
    var one = stat()
    var other = stat()
    guard unsafe fstat(output, &one) == 0, unsafe fstat(error, &other) == 0 else { return false }
    return one.st_mode & S_IFMT == S_IFSOCK && one.st_dev == other.st_dev && one.st_ino == other.st_ino
  }

  private let isSilent = StandardErrorDestination.isConnection()

  func deliver(_ lines: [LogLine]) {
    guard !isSilent else { return }
    var text: [UInt8] = []
    text.reserveCapacity(lines.reduce(0) { $0 + $1.text.count + 1 })
    for line in lines {
      text.append(contentsOf: line.text)
      text.append(UInt8(ascii: "\n"))
    }
    var rest = text[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      // Nobody is left to be told.
      guard written > 0 else { return }
      rest = rest.dropFirst(written)
    }
  }
}
