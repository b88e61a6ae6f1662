/// A resolver that answers for one record as if it had been published already.
public struct RecordOverlay: ImmediateResolver {
  private let base: any Resolver
  private let domain: DomainName
  private let published: DNSAnswer

  /// Answers with `record` for the TXT records of `domain`, and as `base` does otherwise.
  public init(base: any Resolver, domain: DomainName, record: String, ttl: UInt32 = 300) {
    self.base = base
    self.domain = domain
    published = DNSAnswer(records: .texts([TextRecord(record)]), ttl: ttl)
  }

  /// The answer.
  public func answer(to question: DNSQuestion) async -> DNSAnswer {
    isCovered(question) ? published : await base.answer(to: question)
  }

  /// The answer, if it is the overlaid one or the base has it at hand.
  public func answerAtHand(to question: DNSQuestion) -> DNSAnswer? {
    isCovered(question) ? published : (base as? any ImmediateResolver)?.answerAtHand(to: question)
  }

  private func isCovered(_ question: DNSQuestion) -> Bool {
    question.type == .txt && question.name == domain
  }
}
