internal import SPF

/// A resolver for which a domain has these TXT records, or none.
struct TextsOverlay: Resolver {
  let base: any Resolver
  let domain: DomainName
  let texts: [TextRecord]

  func answer(to question: DNSQuestion) async -> DNSAnswer {
    question.name == domain && question.type == .txt
      ? DNSAnswer(records: .texts(texts), ttl: 300) : await base.answer(to: question)
  }
}
