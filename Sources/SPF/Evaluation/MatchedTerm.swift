/// The directive that decided the result.
public struct MatchedTerm: Sendable {
  /// The record in which the directive stands.
  public let record: SPFRecord
  /// The index of the directive in ``SPFRecord/terms``.
  public let termIndex: Int
  /// The domain whose record it is.
  public let domain: DomainName
  /// 0 in the record of the domain that was checked; one more in each record it includes or redirects to.
  public let depth: Int

  /// A matched term.
  public init(record: SPFRecord, termIndex: Int, domain: DomainName, depth: Int) {
    self.record = record
    self.termIndex = termIndex
    self.domain = domain
    self.depth = depth
  }

  /// The directive as published, for instance `-all` or `ip4:192.0.2.0/24`: printable ASCII by its syntax.
  public var text: String { record.text(ofTerm: termIndex) }
}
