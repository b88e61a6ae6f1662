/// An IPv4 network in one word, for comparing a client with hundreds of them: the network's bits above, the
/// mask below.
struct PackedIPv4Network: Sendable {
  let word: UInt64

  init(word: UInt64) {
    self.word = word
  }

  /// The network of the first `length` bits of an IPv4 address.
  init(_ address: IPAddress, length: Int) {
    let mask = IPAddress.mask(family: .ipv4, length: length).low
    word = (address.low & mask) << 32 | mask
  }

  /// Whether the 32 bits of an address lie in it.
  @inline(__always)
  func contains(_ bits: UInt64) -> Bool {
    (bits ^ word >> 32) & word & 0xffff_ffff == 0
  }
}
