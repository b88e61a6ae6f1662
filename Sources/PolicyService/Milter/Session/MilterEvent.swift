/// What a session has to say in the log.
package enum MilterEvent: Sendable {
  /// A decision, on a request that has the queue ID if there is one.
  case decided(PolicyDecision, PolicyRequest)
  /// So many header fields that claimed to be of our name are deleted from a message.
  case removedForged(Int, of: String, queueID: [UInt8])
  /// The mail server does not let us do what is configured.
  case lacking(MilterActions)
}
