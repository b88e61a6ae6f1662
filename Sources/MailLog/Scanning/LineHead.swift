/// The time and the host of a line with the blank behind each: nearly always those of the next one too.
@safe struct LineHead: ~Copyable {
  /// The longest time of RFC 3164 with the longest host name.
  private static let capacity = 280

  private let octets: UnsafeMutablePointer<UInt8>
  private(set) var count = 0

  init() { unsafe octets = .allocate(capacity: Self.capacity) }

  deinit { unsafe octets.deallocate() }

  /// Keeps the head of `line` with the time of RFC 3164, of `length` octets, before `host`. One that is in any way
  /// unlike most, or too long, is not kept.
  mutating func keep(_ line: Octets, host: Octets?, length: Int) {
    count = 0
    guard let host, length == 15, line.count > 17 + host.count, line[15] == 0x20,
      line[16 + host.count] == 0x20,
      line[16..<(16 + host.count)] == host
    else { return }
    keep(line.prefix(17 + host.count))
  }

  private mutating func keep(_ head: Octets) {
    count = head.count <= Self.capacity ? head.count : 0
    unsafe head.prefix(count).withBuffer { source in
      guard let start = source.baseAddress else { return }
      unsafe octets.update(from: start, count: source.count)
    }
  }

  /// Whether `line` begins with it.
  func begins(_ line: Octets) -> Bool {
    guard count > 16, line.count > count else { return false }
    return unsafe line.hasPrefix(Octets(base: octets, count: count))
  }
}
