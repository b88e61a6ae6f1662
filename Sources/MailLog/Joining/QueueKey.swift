/// A queue id as the numbers that its octets make, so that it is compared as a whole and kept without an
/// allocation.
struct QueueKey: SlotKey {
  private var words: (UInt64, UInt64, UInt64)

  /// nil for what is empty or longer than any queue id.
  init?(_ id: Octets) {
    guard !id.isEmpty, id.count <= 23 else { return nil }
    // The length stands where no octet does.
    words = (id.word(at: 0), id.word(at: 8), id.word(at: 16) | UInt64(id.count) << 56)
  }

  init?(_ id: String) {
    var id = id
    let key = id.withUTF8 { octets -> QueueKey? in
      guard let base = octets.baseAddress else { return nil }
      return unsafe QueueKey(Octets(base: base, count: octets.count))
    }
    guard let key else { return nil }
    self = key
  }

  func hash(_ seed: UInt64) -> UInt64 {
    Self.fold(
      Self.fold(words.0 ^ seed, words.1 ^ 0x9e37_79b9_7f4a_7c15) ^ words.2, seed ^ 0xd6e8_feb8_6659_fd93)
  }

  static func == (left: QueueKey, right: QueueKey) -> Bool {
    left.words.0 == right.words.0 && left.words.1 == right.words.1 && left.words.2 == right.words.2
  }
}
