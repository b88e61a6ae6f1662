/// What is known of a message of which more may be told.
struct MessageState {
  var event: SPFEvent
  /// The policy service's process; 0 if none spoke.
  var stream: UInt64 = 0
  /// The mail server's process that took it; 0 while that is not known.
  var session: UInt64 = 0
  /// Whether the policy service has answered.
  var isFinal = false
  /// Whether the mail server's line was found.
  var isAnswered = false
  /// The instance of the policy protocol, where it is told.
  var instance: String?
  /// When something was last told, in seconds of the log.
  var touched: Int64

  init(_ event: consuming SPFEvent, touched: Int64) {
    self.event = consume event
    self.touched = touched
  }
}
