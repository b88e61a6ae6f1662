extension PolicyVerdict.Exemption {
  /// The value of a label.
  var metricValue: String {
    switch self {
    case .local: "local"
    case .noClient: "no-client"
    case .malformedClient: "malformed-client"
    case .nothingToCheck: "nothing-to-check"
    }
  }
}
