internal import Publishing
internal import Reporting
internal import SPF

/// Makes the record that lets wanted senders pass.
struct PublicationMaker: Sendable {
  let resolver: any Resolver
  /// The longest text of a record that cannot be read which is shown.
  private static let longestText = 1024

  /// The record of `domain` with what is wanted, or why there is none, in sentences.
  func make(_ domain: DomainName, _ wanted: WantedSenders) async -> PublicationOutcome {
    let answer = await resolver.answer(to: DNSQuestion(domain, .txt))
    switch answer.selection {
    case _ where { if case .failure = answer.status { true } else { false } }():
      return .refused("DNS did not give the record of \(domain); nothing can be said of what to publish.")
    case .record, .none: return await add(wanted, to: domain, answer)
    case .invalid(let error, let text):
      guard text.count <= SPFRecord.maximumLength, let repaired = RecordRepair.repair(text) else {
        return .refused("Correct the record of \(domain) first: \(error). \(error.remedy)")
      }
      return await repair(
        domain, Printable.ascii(text.prefix(Self.longestText)), repaired.record, wanted, answer)
    case .several(let count):
      guard case .texts(let texts) = answer.records,
        texts.allSatisfy({ $0.joined.count <= SPFRecord.maximumLength }),
        let merged = RecordRepair.merge(texts.map(\.joined).filter { SPFRecord.hasVersion($0) })
      else {
        return .refused("\(domain) has \(count) SPF records; publish one that says what all of them should.")
      }
      return await repair(domain, nil, merged, wanted, answer)
    }
  }

  /// A record for a host's own name, which needs one only for HELO.
  private func add(
    _ wanted: WantedSenders, to domain: DomainName, _ answer: DNSAnswer
  ) async -> PublicationOutcome {
    guard wanted.addresses.count <= WantedSenders.mostAddresses else {
      return .refused(
        "\(wanted.addresses.count) addresses are missing in the record of \(domain): add the networks they lie in, which their owner must name."
      )
    }
    if wanted.isHostName, case .none = answer.selection, let outcome = await byName(domain, wanted, answer) {
      return outcome
    }
    var texts: [TextRecord] = []
    if case .texts(let list) = answer.records { texts = list }
    let addresses = wanted.addresses.sorted().map(\.description)
    let includes = wanted.includes.sorted().map { "include:\($0)" }
    let published = PublishedTexts(
      domain: domain, zone: domain, texts: texts, ttl: answer.ttl, servers: [], isAuthoritative: false)
    let maker = ChangeMaker(published, resolver: resolver, senders: .listed)
    do {
      return .made(
        Self.publication(try await maker.change(adding: addresses + includes, removing: []), domain, answer))
    } catch {
      guard !addresses.isEmpty, !includes.isEmpty,
        let change = try? await maker.change(adding: addresses, removing: [])
      else { return .refused(Printable.text("\(error)")) }
      return .made(
        Self.publication(
          change, domain, answer,
          warning: "\(includes.joined(separator: " ")) is left out: \(Printable.text("\(error)"))"
        ))
    }
  }

  /// `v=spf1 a -all`, if that lets every address pass.
  private func byName(
    _ domain: DomainName, _ wanted: WantedSenders, _ answer: DNSAnswer
  ) async -> PublicationOutcome? {
    let text = SPFRecord.text(ofTerms: ["a"])
    guard await passes(wanted.addresses, domain, text) else { return nil }
    return await publication(domain, nil, text, ["a"], answer)
  }

  /// The record corrected, with what is wanted beside.
  private func repair(
    _ domain: DomainName, _ before: String?, _ repaired: String, _ wanted: WantedSenders, _ answer: DNSAnswer
  ) async -> PublicationOutcome {
    let overlay = RecordOverlay(base: resolver, domain: domain, record: repaired, ttl: answer.ttl)
    var missing = wanted
    for address in wanted.addresses where await passes([address], domain, repaired) {
      missing.addresses.remove(address)
    }
    guard !missing.isEmpty else { return await publication(domain, before, repaired, [], answer) }
    let outcome = await PublicationMaker(resolver: overlay).make(domain, missing)
    guard case .made(let made) = outcome else { return outcome }
    return .made(
      Publication(
        domain: domain, before: before, after: made.after, added: made.added, lookups: made.lookups,
        voidLookups: made.voidLookups, warnings: made.warnings, ttl: answer.ttl))
  }

  private func passes(_ addresses: Set<IPAddress>, _ domain: DomainName, _ text: String) async -> Bool {
    let overlay = RecordOverlay(base: resolver, domain: domain, record: text)
    for address in addresses {
      let request = CheckRequest(.helo(domain.description), client: address)
      guard await Evaluator().check(request, resolver: overlay).result == .pass else { return false }
    }
    return true
  }

  private func publication(
    _ domain: DomainName, _ before: String?, _ after: String, _ added: [String], _ answer: DNSAnswer
  ) async -> PublicationOutcome {
    let overlay = RecordOverlay(base: resolver, domain: domain, record: after)
    let survey = await RecordSurvey.survey(domain, resolver: overlay)
    return .made(
      Publication(
        domain: domain, before: before, after: after, added: added, lookups: survey.lookups,
        voidLookups: survey.voidLookups, warnings: [], ttl: answer.ttl))
  }

  private static func publication(
    _ change: RecordChange, _ domain: DomainName, _ answer: DNSAnswer, warning: String? = nil
  ) -> Publication {
    Publication(
      domain: domain, before: change.before, after: change.during, added: change.added,
      lookups: change.lookups, voidLookups: change.voidLookups,
      warnings: change.warnings + [warning].compactMap { $0 }, ttl: answer.ttl)
  }
}
