/// A process of a policy service.
struct Stream: Recyclable {
  /// The message of which it spoke last.
  var message: OpenMessage?

  mutating func recycle() { message = nil }
}
