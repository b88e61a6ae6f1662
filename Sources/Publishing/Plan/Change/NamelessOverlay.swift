internal import SPF

/// A resolver for which the records of a zone have no terms that ask for addresses of its names.
struct NamelessOverlay: Resolver {
  let base: any Resolver
  let finder: HeldNamesFinder

  func answer(to question: DNSQuestion) async -> DNSAnswer {
    let answer = await base.answer(to: question)
    guard question.name.isEqualToOrSubdomain(of: finder.zone), case .record(let record) = answer.selection
    else { return answer }
    let named = record.terms.indices.filter {
      finder.target(of: TermPlace(question.name, record.text(ofTerm: $0))) != nil
    }
    return DNSAnswer(records: .texts([TextRecord(record.removing(Set(named)))]), ttl: answer.ttl)
  }
}
