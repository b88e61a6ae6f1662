internal import SPF

/// A connection that the mail server has open.
struct Session {
  var client: IPAddress
  var name: String?
  var service: String?
  /// What is going on with the client, here too so that it need not be looked up for every line.
  let activity: ActiveClient
  /// The message of which it spoke last.
  var message: OpenMessage?
}
