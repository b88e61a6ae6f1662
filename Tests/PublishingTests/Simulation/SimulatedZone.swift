import SPF
import TestSupport

/// A random zone, and a few names of the test's own in it: those change with each record, the zone does not.
struct SimulatedZone: ImmediateResolver {
  let own: TableResolver
  let names: Set<DomainName>
  let base: TableResolver

  func answerAtHand(to question: DNSQuestion) -> DNSAnswer? {
    names.contains(question.name) ? own.answerAtHand(to: question) : base.answerAtHand(to: question)
  }

  func answer(to question: DNSQuestion) async -> DNSAnswer {
    answerAtHand(to: question) ?? .failure(.timeout)
  }
}
