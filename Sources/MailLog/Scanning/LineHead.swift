/// The time and the host of a line with the blank behind each: to the second, they are nearly always those of the
/// next one too.
@safe struct LineHead: ~Copyable {
  /// The longest time with the longest host name.
  private static let capacity = 320

  /// The head without the fraction of its second.
  private let octets: UnsafeMutablePointer<UInt8>
  private var count = 0
  /// Where the digits of the fraction belong; nil if it has none.
  private var fraction: Int?
  private(set) var hostCount = 0

  init() { unsafe octets = .allocate(capacity: Self.capacity) }

  deinit { unsafe octets.deallocate() }

  /// Keeps the head of `line` with a time of `length` octets before `host`. One that is in any way unlike most, or
  /// too long, is not kept.
  mutating func keep(_ line: Octets, host: Octets?, length: Int) {
    count = 0
    fraction = nil
    let start = length + 1
    guard let host, !host.isEmpty, line.count > start + host.count, start + host.count < Self.capacity,
      line[length] == 0x20, line[start + host.count] == 0x20, line[start..<(start + host.count)] == host
    else { return }
    let head = line.prefix(start + host.count + 1)
    // Behind the seconds of RFC 3164 or of RFC 3339.
    let seconds = Octets.isLetter(head[0]) ? 15 : 19
    hostCount = host.count
    if seconds < length, head[seconds] == UInt8(ascii: ".") {
      fraction = seconds + 1
      append(head.prefix(seconds + 1))
      append(head.dropFirst(Self.digits(head, from: seconds + 1)))
    } else {
      append(head)
    }
  }

  mutating func forget() { count = 0 }

  private mutating func append(_ part: Octets) {
    unsafe part.withBuffer { source in
      guard let start = source.baseAddress else { return }
      unsafe (octets + count).update(from: start, count: source.count)
    }
    count += part.count
  }

  /// The length of the head of `line`, if it is this one.
  @inline(__always)
  func length(in line: Octets) -> Int? {
    guard count > 16, line.count > count else { return nil }
    guard let fraction else {
      return unsafe line.hasPrefix(Octets(base: octets, count: count)) ? count : nil
    }
    guard unsafe line.hasPrefix(Octets(base: octets, count: fraction)) else { return nil }
    let start = Self.digits(line, from: fraction)
    let rest = unsafe Octets(base: octets + fraction, count: count - fraction)
    return line.dropFirst(start).hasPrefix(rest) ? start + rest.count : nil
  }

  /// Where the digits at `start` end.
  private static func digits(_ text: Octets, from start: Int) -> Int {
    var end = start
    while end < text.count, Octets.isDigit(text[end]) { end += 1 }
    return end
  }
}
