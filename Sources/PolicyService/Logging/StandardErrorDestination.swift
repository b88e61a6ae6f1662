#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Writes lines to standard error.
final class StandardErrorDestination: LogDestination {
  func deliver(_ lines: [LogLine]) {
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
