/// Who can tell a record that was not followed up from a forgery. It may ask DNS, and take its time: an answer waits no
/// longer than ``GraceRules/wait``.
public protocol GraceJudge: Sendable {
  /// The probability, 0 to 1, that a server of the sender's own is missing in the record; nil if that cannot be found out.
  func probabilityOfStaleRecord(_ question: GraceQuestion) async -> Double?
}
