/// Why the result is permerror, temperror or none.
public struct Problem: Sendable, Hashable {
  /// The kinds of trouble.
  public enum Code: Sendable, Hashable {
    /// The domain checked is no multi-label domain name (section 4.3): none.
    case malformedDomain
    /// The domain checked does not exist (section 4.3): none.
    case domainDoesNotExist
    /// The domain has no SPF record (section 4.5): none.
    case noRecord
    /// Several records (section 4.5): permerror.
    case multipleRecords
    /// A syntax error (section 4.6): permerror.
    indirect case syntax(RecordSyntaxError)
    /// Too many terms that cause DNS queries (section 4.6.4): permerror.
    case lookupLimit(Int)
    /// Too many void lookups (section 4.6.4): permerror.
    case voidLookupLimit(Int)
    /// Too many MX records for one `mx` (section 4.6.4): permerror.
    case mailExchangeLimit(Int)
    /// The target of `include` or `redirect` has no record (sections 5.2 and 6.1): permerror.
    case targetWithoutRecord
    /// The target name of `include` or `redirect` is no domain name (sections 4.8 and 6.1): permerror.
    case malformedTarget
    /// DNS did not answer (sections 4.4 and 5): temperror.
    case dns(DNSFailure)
    /// The time limit (section 4.6.4): temperror.
    case timeLimit
  }

  /// What kind of trouble.
  public let code: Code
  /// The domain whose record was being evaluated; nil if the domain checked is no domain name.
  public let domain: DomainName?
  /// The term that ran into it, as published; nil if none was reached.
  public let term: String?
  /// What was asked of DNS when it happened.
  public let question: DNSQuestion?

  /// A problem.
  public init(_ code: Code, domain: DomainName?, term: String? = nil, question: DNSQuestion? = nil) {
    self.code = code
    self.domain = domain
    self.term = term
    self.question = question
  }
}

extension Problem: CustomStringConvertible {
  /// One sentence without a full stop. Safe in a header field, a log and a reply: names are escaped by
  /// ``DomainName`` and a term is printable ASCII.
  public var description: String {
    let name = domain.map(\.description) ?? "the identity"
    let where_ = term.map { " (at \($0) of \(name))" } ?? ""
    switch code {
    case .malformedDomain: return "\(name) is not a fully qualified domain name"
    case .domainDoesNotExist: return "\(name) does not exist"
    case .noRecord: return "\(name) publishes no SPF record"
    case .multipleRecords: return "\(name) publishes more than one SPF record\(term == nil ? "" : where_)"
    case .syntax(let error): return "syntax error in the SPF record of \(name): \(error)"
    case .lookupLimit(let limit): return "more than \(limit) terms that need DNS\(where_)"
    case .voidLookupLimit(let limit): return "more than \(limit) DNS queries without an answer\(where_)"
    case .mailExchangeLimit(let limit): return "more than \(limit) MX records\(where_)"
    case .targetWithoutRecord: return "the target has no SPF record\(where_)"
    case .malformedTarget: return "the target is not a domain name\(where_)"
    case .dns(let failure):
      return "DNS: \(question.map { "\($0) " } ?? "")\(failure)\(where_)"
    case .timeLimit:
      return "the evaluation took too long\(question.map { ", waiting for \($0)" } ?? "")\(where_)"
    }
  }
}
