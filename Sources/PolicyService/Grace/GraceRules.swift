/// Whether mail that fails is given time when a record was probably not followed up. Off unless configured.
public struct GraceRules: Sendable, Hashable {
  /// What is done for such mail.
  public enum Mode: String, Sendable, Hashable, CaseIterable {
    /// Nothing: it is refused.
    case off
    /// It is refused for now, so that the sender's server tries again while the record is repaired.
    case `defer`
    /// It passes, with a header field that tells the result.
    case accept
  }

  /// What is done.
  public var mode = Mode.off
  /// From which probability on, in percent.
  public var probability = 90
  /// For how long, from the first message of a domain and client on.
  public var period: Duration = .seconds(7 * 86_400)

  /// How long an answer waits until it is known which it is. What is not known then is refused as the rules say.
  public var wait: Duration = .seconds(2)

  /// Off.
  public init() {}
}
