internal import SPF

/// A connection that the mail server has open.
struct Session: Recyclable {
  /// Whether it is filled in.
  var isOpen = false
  var client = IPAddress(ipv4: 0)
  var name: String?
  var service: String?
  /// The message of which it spoke last.
  var message: OpenMessage?

  mutating func recycle() { self = Session() }
}
