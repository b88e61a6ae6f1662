/// What is going on with a client address. A class, for it changes in place within a table.
final class ActiveClient {
  var openSessions = 0
  var lastSession: UInt64 = 0
  /// Outcomes for which the mail server's line is awaited.
  var pending: [OpenMessage] = []
}
