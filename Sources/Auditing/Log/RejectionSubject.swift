internal import SPF

/// Whose record a rejection is about.
enum RejectionSubject: Sendable {
  /// A record of ours: that of a domain or of a host's HELO name.
  case ours(RejectionTally.Key)
  /// The mail is ours, and the receiver names this domain, which is not.
  case named(DomainName)
  /// The mail is not ours; its sender domain, if that is known.
  case stranger(String?)
}
