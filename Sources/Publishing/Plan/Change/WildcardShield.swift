internal import SPF

/// A resolver for which a name has come to exist, so that neither it nor the names beside and below it have anything from
/// the wildcard any more (RFC 4592 section 2.2). Nothing stood there before.
struct WildcardShield: Resolver {
  let base: any Resolver
  let domain: DomainName
  /// Names at and below this one have nothing.
  let top: DomainName

  func answer(to question: DNSQuestion) async -> DNSAnswer {
    guard question.name.isEqualToOrSubdomain(of: top) else { return await base.answer(to: question) }
    return domain.isEqualToOrSubdomain(of: question.name) ? .noData(ttl: 300) : .noName(ttl: 300)
  }
}
