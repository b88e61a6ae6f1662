internal import Reporting
internal import SPF

/// The JSON form of a difference. Absent values are null.
public struct DifferenceDocument: Encodable, Sendable {
  struct Side: Encodable, Sendable {
    /// Null where it depends on the message.
    let result: Nullable<SPFResult>
    let results: Nullable<[SPFResult]>
    let term: Nullable<String>
    let domain: Nullable<String>
    let dependsOn: [String]
  }

  struct Change: Encodable, Sendable {
    let old: Side
    let new: Side
    let certain: Bool
    let networks: [String]
    /// Decimal, because JSON readers lose digits beyond 2^53.
    let ipv4Addresses: String
    let ipv6Addresses: String
  }

  let old: String
  let new: String
  let equal: Bool
  let changes: [Change]
  let remainder: [String]

  /// The document of `difference`, of two records called `old` and `new`.
  public init(_ difference: MeaningDifference, old: String, new: String) {
    self.old = old
    self.new = new
    equal = difference.isEqual
    changes = difference.changes.map { change in
      Change(
        old: Self.side(change.old), new: Self.side(change.new), certain: change.isCertain,
        networks: change.addresses.prefixes.map(\.description),
        ipv4Addresses: "\(change.addresses.ipv4Count)", ipv6Addresses: "\(change.addresses.ipv6Count)")
    }
    remainder = difference.remainder.map(\.description)
  }

  private static func side(_ verdict: Verdict) -> Side {
    Side(
      result: Nullable(verdict.result),
      results: Nullable(verdict.possibleResults.map { $0.sorted { $0.rawValue < $1.rawValue } }),
      term: Nullable(verdict.place?.text), domain: Nullable(verdict.place?.domain.description),
      dependsOn: verdict.dependsOn.map(\.description))
  }
}
