public import SPF

/// Whether an address may send for a domain, in the words of an audit.
public enum Standing: String, Sendable, Hashable, Codable, CaseIterable {
  /// The result is pass.
  case authorised
  /// The result is fail, or there is no record.
  case missing
  /// The result is softfail or neutral: some receivers refuse, many distrust.
  case softly
  /// The record cannot be evaluated (permerror).
  case broken
  /// DNS did not answer (temperror).
  case undetermined

  /// The standing that `result` gives.
  public init(_ result: SPFResult) {
    switch result {
    case .pass: self = .authorised
    case .fail, .none: self = .missing
    case .softfail, .neutral: self = .softly
    case .permerror: self = .broken
    case .temperror: self = .undetermined
    }
  }
}
