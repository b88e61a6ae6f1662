internal import SPF

/// A resolver for which a domain has no TXT records.
struct WithoutRecord: Resolver {
  let base: any Resolver
  let domain: DomainName

  func answer(to question: DNSQuestion) async -> DNSAnswer {
    question.name == domain && question.type == .txt ? .noData(ttl: 300) : await base.answer(to: question)
  }
}
