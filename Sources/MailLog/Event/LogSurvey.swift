public import SPF

/// What a whole log tells of its host, beside the single events. Every table is bounded: what does not fit is
/// counted in ``overflow``.
public struct LogSurvey: Sendable, Equatable {
  /// What is known of one client address.
  public struct ClientTally: Sendable, Hashable {
    /// Connections seen.
    public var connections = 0
    /// Messages with an authenticated user.
    public var authenticated = 0
    /// SPF outcomes.
    public var checks = 0
    /// The name the mail server gave it last; nil for `unknown`.
    public var name: String?

    /// Nothing yet.
    public init() {}
  }

  /// Lines read.
  public var lines = 0
  /// Octets read, after decompression.
  public var octets = 0
  /// Lines that look like SPF and were not understood.
  public var unparsed = 0
  /// Lines that are longer than any that is read, of which the end was skipped.
  public var truncated = 0
  /// Connections of clients to the mail server.
  public var connections = 0
  /// The hosts that logged, with their lines.
  public var hosts: [String: Int] = [:]
  /// The domains of recipients of messages that came in from outside, folded, with their number.
  public var recipientDomains: [String: Int] = [:]
  /// Client addresses.
  public var clients: [IPAddress: ClientTally] = [:]
  /// Entries that found no room in the tables above.
  public var overflow = 0
  /// The first and the last time seen.
  public var first: LogTime?
  /// See ``first``.
  public var last: LogTime?

  /// Nothing yet.
  public init() {}
}
