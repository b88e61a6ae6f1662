/// What to tell somebody whose mail was refused.
enum WhySituation: String, Sendable, Hashable, CaseIterable {
  /// The same mail would pass now.
  case passes
  /// A server of the sender's own is missing in the record.
  case stale
  /// Somebody passed on legitimate mail.
  case forwarded
  /// Somebody else used the name.
  case forged
  /// The domain says that it sends no mail at all.
  case neverSends = "never-sends"
  /// The receiver's own network hid the client.
  case hiddenClient = "hidden-client"
  /// The receiver's own users or hosts were checked.
  case ownServer = "own-server"
  /// The record cannot be evaluated.
  case broken
  /// Name servers do not answer.
  case dnsTrouble = "dns-trouble"
  /// There is no record, or no domain.
  case nothingToCheck = "nothing-to-check"
  /// The client is not authorised, and why does not show.
  case undecided

  /// The colour of its banner.
  var tone: String {
    switch self {
    case .passes: "good"
    case .stale, .forged, .neverSends, .broken, .undecided: "bad"
    case .forwarded, .hiddenClient, .ownServer, .dnsTrouble: "warn"
    case .nothingToCheck: "info"
    }
  }
}
