/// How those fare who listen.
struct LiveState: Sendable, Hashable, Encodable {
  /// So many listen.
  var listeners = 0
  /// So many were told no more because they did not take what they were told.
  var slow = 0
  /// So many events were told to nobody, because there were too many at once.
  var unsaid = 0
}
