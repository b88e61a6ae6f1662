internal import SPF

/// A connection that the mail server has open.
struct Session {
  var client: IPAddress
  var name: String?
  var service: String?
  /// The message of which it spoke last.
  var message: OpenMessage?
}
