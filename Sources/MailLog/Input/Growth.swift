/// How far compressed data may grow.
struct Growth: Sendable {
  /// The octets that any data may grow to.
  var octets: Int
  /// How many times their size they may grow to beyond that.
  var factor: Int

  /// What logs stay within.
  static let usual = Growth(octets: 1 << 30, factor: 300)
}
