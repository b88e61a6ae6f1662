public import SPF

/// How a message that left us had come to us, as far as the log tells.
///
/// A receiver's SPF rejection is about a record of ours only if the reverse-path is ours. Mail that others sent
/// and that we passed on with their reverse-path fails SPF by design (RFC 7208 section 11.4 and appendix D).
public enum MessageOrigin: Sendable, Hashable {
  /// A user or a host of ours handed it in over SMTP; the user's name, if there was authentication.
  case submitted(by: String?)
  /// A program on this host handed it in, or the mail system made it: a bounce, a notice.
  case local
  /// It came from outside and was passed on, by an alias, a `.forward` file, a filter script or SRS; the address
  /// that it came from, if the log tells.
  case forwarded(from: IPAddress?)
  /// The log does not tell: the lines are missing, or tell too little.
  case unknown

  /// Whether it came from outside and was passed on.
  public var isForwarded: Bool {
    if case .forwarded = self { true } else { false }
  }
}
