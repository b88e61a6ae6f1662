internal import SPF

/// What an entry of a ``SlotTable`` is found by.
protocol SlotKey: Equatable {
  /// A number that differs for most other keys; with a `seed` that nobody knows, nobody can choose keys of
  /// which many get the same.
  func hash(_ seed: UInt64) -> UInt64
}

extension SlotKey {
  /// Both halves of a product as one: every bit of the factors tells on every bit of it.
  static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}

/// A process among those of all hosts.
extension UInt64: SlotKey {
  func hash(_ seed: UInt64) -> UInt64 { Self.fold(self ^ seed, 0x9e37_79b9_7f4a_7c15) }
}

extension IPAddress: SlotKey {
  func hash(_ seed: UInt64) -> UInt64 {
    Self.fold(Self.fold(high ^ seed, 0x9e37_79b9_7f4a_7c15) ^ low, seed ^ 0xd6e8_feb8_6659_fd93)
  }
}
