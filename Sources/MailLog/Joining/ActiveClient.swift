/// What is going on with a client address.
struct ActiveClient: Recyclable {
  var openSessions = 0
  var lastSession: UInt64 = 0
  /// Outcomes for which the mail server's line is awaited.
  var pending: [OpenMessage] = []

  mutating func recycle() {
    openSessions = 0
    lastSession = 0
    // The memory for a few stays, for the next client.
    pending.removeAll(keepingCapacity: pending.capacity <= 8)
  }
}
