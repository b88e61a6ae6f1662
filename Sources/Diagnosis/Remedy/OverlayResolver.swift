internal import SPF

/// A resolver that answers for one record as if it had been published already.
struct OverlayResolver: Resolver {
  let base: any Resolver
  let domain: DomainName
  let record: String

  func answer(to question: DNSQuestion) async -> DNSAnswer {
    if question.type == .txt, question.name == domain {
      return DNSAnswer(records: .texts([TextRecord(record)]), ttl: 300)
    }
    return await base.answer(to: question)
  }
}
