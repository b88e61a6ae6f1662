/// The time and the host of a line with the blank behind each: nearly always those of the next one too.
@safe struct LineHead: ~Copyable {
  /// The longest time of RFC 3164 with the longest host name.
  private static let capacity = 280

  private let octets: UnsafeMutablePointer<UInt8>
  private(set) var count = 0

  init() { unsafe octets = .allocate(capacity: Self.capacity) }

  deinit { unsafe octets.deallocate() }

  /// Keeps a head; one that is too long is not kept.
  mutating func keep(_ head: Octets) {
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
