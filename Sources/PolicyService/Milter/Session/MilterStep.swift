/// What a command leads to.
package enum MilterStep: Sendable {
  /// Nothing: it has no answer.
  case nothing
  /// An answer.
  case reply(MilterReply)
  /// Changes of the message, and an answer.
  case replies([MilterReply])
  /// A decision on a request is wanted; ``MilterSession/decided(_:on:)`` makes an answer of it.
  case check(PolicyRequest)
  /// The end of the connection.
  case end
}
