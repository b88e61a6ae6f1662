internal import SPF

/// Answers as if a record were published.
struct ProposedResolver: Resolver {
  let domain: DomainName
  let record: [UInt8]
  let world: any Resolver

  func answer(to question: DNSQuestion) async -> DNSAnswer {
    guard question == DNSQuestion(domain, .txt) else { return await world.answer(to: question) }
    // The other texts of the name stay; the record takes the place of the one there.
    let published = await world.answer(to: question)
    var texts: [TextRecord] = []
    if case .texts(let list) = published.records { texts = list.filter { !SPFRecord.hasVersion($0.joined) } }
    let strings = stride(from: 0, to: max(record.count, 1), by: 255).map {
      Array(record[$0..<min($0 + 255, record.count)])
    }
    return DNSAnswer(records: .texts(texts + [TextRecord(strings: strings)]), ttl: 300)
  }
}
