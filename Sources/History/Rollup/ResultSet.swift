public import SPF

/// Several results, as the bits of a number.
public struct ResultSet: OptionSet, Sendable, Hashable {
  /// The bits: `none` is the lowest, then in the order of ``SPF/SPFResult``. They are kept in databases.
  public let rawValue: Int

  /// From bits.
  public init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// From results.
  public init(_ results: some Sequence<SPFResult>) {
    rawValue = results.reduce(0) { $0 | Self.bit($1) }
  }

  /// The results, in the order of ``SPF/SPFResult``.
  public var results: [SPFResult] { SPFResult.allCases.filter { rawValue & Self.bit($0) != 0 } }

  private static func bit(_ result: SPFResult) -> Int {
    switch result {
    case .none: 1
    case .neutral: 2
    case .pass: 4
    case .fail: 8
    case .softfail: 16
    case .temperror: 32
    case .permerror: 64
    }
  }
}
