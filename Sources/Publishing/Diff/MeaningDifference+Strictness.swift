public import SPF

extension MeaningDifference {
  /// The addresses that pass from every message with the new record, and with the old one from none or from some.
  public var newlyPassing: NetworkSet {
    NetworkSet(ranges: changes.filter { $0.new.result == .pass }.flatMap(\.addresses.ranges))
  }

  /// The addresses that may get a stricter result from the new record than from the old one.
  public var tightening: NetworkSet {
    NetworkSet(ranges: changes.filter(\.isStricter).flatMap(\.addresses.ranges))
  }
}

extension MeaningDifference.Change {
  /// Whether a message may get a stricter result; yes where nobody can tell.
  var isStricter: Bool {
    guard let before = old.possibleResults, let after = new.possibleResults,
      let mildest = before.map(\.strictness).min(), let strictest = after.map(\.strictness).max()
    else { return true }
    return strictest > mildest
  }
}

extension SPFResult {
  /// What receivers do to mail with the result, the mildest first.
  fileprivate var strictness: Int {
    switch self {
    case .pass: 0
    case .none: 1
    case .neutral: 2
    case .softfail: 3
    case .fail: 4
    // Nobody is worse off by another result.
    case .permerror, .temperror: 5
    }
  }
}
