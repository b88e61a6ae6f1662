/// The evaluation of check_host() for one domain, as a tree.
public struct RecordTrace: Sendable {
  /// The `<domain>` of this check_host(); nil if it was no domain name.
  public let domain: DomainName?
  /// The TXT query for the record; nil if none was made.
  public var lookup: LookupTrace?
  /// The record; nil if there was none or it is malformed.
  public var record: SPFRecord?
  /// One entry for each term of ``record``, in the order published.
  public var terms: [TermTrace]
  /// The result of this check_host().
  public var result: SPFResult
  /// Why, for none, temperror and permerror.
  public var problem: Problem?
  /// The TXT query for the explanation, if there was one; it is among the lookups of the term `exp`, too.
  public var explanationLookup: LookupTrace?

  init(domain: DomainName?) {
    self.domain = domain
    terms = []
    result = .none
  }
}
