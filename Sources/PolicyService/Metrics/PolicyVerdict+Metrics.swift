extension PolicyVerdict.Exemption {
  /// The value of a label: without names, of which there may be any number.
  var metricValue: String {
    switch self {
    case .local: "local"
    case .authenticated: "authenticated"
    case .relay: "relay"
    case .relayDomain: "relay-domain"
    case .heloName: "helo-name"
    case .reverseName: "reverse-name"
    case .noClient: "no-client"
    case .malformedClient: "malformed-client"
    case .nothingToCheck: "nothing-to-check"
    }
  }
}
