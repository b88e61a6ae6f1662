/// What is going on with a client address.
struct ActiveClient {
  var openSessions = 0
  var lastSession: UInt64 = 0
  /// Outcomes for which the mail server's line is awaited.
  var pending: [OpenMessage] = []
}
