internal import Reporting
package import SPF

/// Makes the smallest change to a record that lets clients pass, and checks it.
package struct RecordEditor: Sendable {
  let resolver: any Resolver
  /// More addresses than this are no forgotten servers but a network that its owner must name.
  private static let mostAddresses = 8

  /// An editor that asks `resolver`.
  package init(resolver: any Resolver) {
    self.resolver = resolver
  }

  /// The record of `domain` with `clients` added; nil if it cannot be read. Each of `providers`, if one of its usual
  /// records covers the clients, is included instead of single addresses.
  package func adding(
    _ clients: [IPAddress], to domain: DomainName, providers: [DomainName]
  ) async -> RecordEdit? {
    let answer = await resolver.answer(to: DNSQuestion(domain, .txt))
    let before: SPFRecord?
    switch answer.selection {
    case .record(let record): before = record
    case .none where answer.status == .records || answer.status == .noData || answer.status == .noName:
      before = nil
    default: return nil
    }
    for provider in providers {
      guard let target = await record(of: provider, covering: clients) else { continue }
      if let edit = await edit(domain, before, adding: ["include:\(target)"], clients: clients), edit.fits {
        return edit
      }
    }
    let addresses = clients.sorted().prefix(Self.mostAddresses)
    let terms = addresses.map { "\($0.family == .ipv4 ? "ip4" : "ip6"):\($0)" }
    return await edit(domain, before, adding: terms, clients: Array(addresses))
  }

  /// `text` as the record of `domain`, checked for `clients`.
  func checked(
    _ domain: DomainName, before: String?, after text: String, terms: [String], clients: [IPAddress]
  ) async -> RecordEdit {
    let overlay = RecordOverlay(base: resolver, domain: domain, record: text)
    let survey = await RecordSurvey.survey(domain, resolver: overlay)
    var passes = !clients.isEmpty
    for client in clients.prefix(Self.mostAddresses) {
      let request = CheckRequest(.mailFrom("postmaster@\(domain)", helo: domain.description), client: client)
      let outcome = await Evaluator().check(request, resolver: overlay)
      passes = passes && outcome.result == .pass
    }
    return RecordEdit(
      domain: domain, before: before, after: text, terms: terms, lookups: survey.lookups,
      voidLookups: survey.voidLookups, passes: passes)
  }

  private func edit(
    _ domain: DomainName, _ before: SPFRecord?, adding terms: [String], clients: [IPAddress]
  ) async -> RecordEdit? {
    let text = before.map { $0.adding(terms) } ?? SPFRecord.text(ofTerms: terms)
    return await checked(
      domain, before: before?.description, after: text, terms: terms, clients: clients)
  }

  /// The record that `provider` publishes for its customers, if it is under one of the names in general use and lets
  /// all of `clients` pass.
  private func record(of provider: DomainName, covering clients: [IPAddress]) async -> DomainName? {
    for prefix in ["_spf.", "spf.", ""] {
      guard let name = DomainName("\(prefix)\(provider)") else { continue }
      var covers = true
      for client in clients {
        let request = CheckRequest(.mailFrom("postmaster@\(name)", helo: "\(name)"), client: client)
        covers = await Evaluator().check(request, resolver: resolver).result == .pass
        guard covers else { break }
      }
      if covers { return name }
    }
    return nil
  }
}

extension RecordEdit {
  /// Whether the limits of RFC 7208 section 4.6.4 are kept, and the clients pass.
  public var fits: Bool {
    let limits = Limits.rfc7208
    return passes && lookups <= limits.lookups && voidLookups <= limits.voidLookups
  }
}
