/// What is known of a message, from MAIL to its end.
struct MilterMessage: Sendable {
  /// The reverse-path; empty for the null one.
  let sender: [UInt8]
  /// The name of the user who authenticated; empty if nobody did.
  let user: [UInt8]
  /// The same for all recipients, and for no other message.
  let instance: [UInt8]
  /// Under which the mail server logs it; empty until it has one.
  var queueID: [UInt8] = []
  /// What is to be inserted, as one line.
  var field: [UInt8]?
  /// Why the message is to be held back, if it is.
  var quarantine: [UInt8]?
  /// The forged header fields so far.
  var forged = ForgedResults()
  /// Whether the client is one whose header fields are believed.
  var isLocal = false
  /// The decision that waits for a queue ID before it is logged.
  var unlogged: (decision: PolicyDecision, request: PolicyRequest)?

  init(sender: [UInt8], user: [UInt8], instance: [UInt8]) {
    self.sender = sender
    self.user = user
    self.instance = instance
  }
}
