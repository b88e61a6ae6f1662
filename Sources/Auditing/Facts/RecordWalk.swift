internal import Reporting
internal import SPF

/// Looks for senders in a record and in what it refers to.
struct RecordWalk {
  private let survey: RecordSurvey
  private let domains: Set<DomainName>

  /// A walk through `survey`; the records of `domains` and of what is below them are ours.
  init(survey: RecordSurvey, domains: Set<DomainName>) {
    self.survey = survey
    self.domains = domains
  }

  /// The record of `target`, if it is included with a pass, at whatever depth.
  func included(_ target: DomainName) -> RecordSurvey.Node? { Self.find(target, below: survey.root) }

  /// Whether a term refers to what only a message can tell.
  var hasOpenTarget: Bool {
    func isOpen(_ node: RecordSurvey.Node) -> Bool {
      node.terms.contains { entry in
        entry.nested.contains(where: isOpen)
          || (entry.nested.isEmpty && Self.refers(entry) && entry.error == nil)
      }
    }
    return isOpen(survey.root)
  }

  /// The terms of our own records that pass neither one of `addresses` nor one of `services`.
  func superfluous(addresses: [IPAddress], services: [SendingService]) -> [SuperfluousTerm] {
    var out: [SuperfluousTerm] = []
    func visit(_ node: RecordSurvey.Node) {
      for entry in node.terms where Self.passes(entry) {
        if let nested = entry.nested.first {
          if services.contains(where: { $0.target == nested.domain }) { continue }
          let leadsToService = services.contains { Self.find($0.target, below: nested) != nil }
          if isOurs(nested.domain) {
            visit(nested)
          } else if !leadsToService, !Self.networks(below: nested).contains(where: { $0.holds(addresses) }) {
            out.append(
              SuperfluousTerm(text: entry.text, domain: node.domain, networks: [], target: nested.domain))
          }
          continue
        }
        let networks = entry.networks.map(\.network)
        guard !networks.isEmpty, !networks.contains(where: { $0.holds(addresses) }) else { continue }
        out.append(SuperfluousTerm(text: entry.text, domain: node.domain, networks: networks, target: nil))
      }
    }
    visit(survey.root)
    return out
  }

  /// The names of all records that it refers to.
  var names: [DomainName] {
    func names(_ node: RecordSurvey.Node) -> [DomainName] {
      node.terms.flatMap { $0.nested.flatMap { [$0.domain] + names($0) } }
    }
    return names(survey.root)
  }

  private func isOurs(_ name: DomainName) -> Bool {
    domains.contains { name.isEqualToOrSubdomain(of: $0) }
  }

  private static func find(_ target: DomainName, below node: RecordSurvey.Node) -> RecordSurvey.Node? {
    for entry in node.terms where passes(entry) {
      for nested in entry.nested {
        if nested.domain == target { return nested }
        if let found = find(target, below: nested) { return found }
      }
    }
    return nil
  }

  private static func networks(below node: RecordSurvey.Node) -> [IPNetwork] {
    node.terms.filter(passes).flatMap { entry in
      entry.networks.map(\.network) + entry.nested.flatMap { networks(below: $0) }
    }
  }

  /// A modifier is `redirect` here, which hands on the result.
  private static func passes(_ entry: RecordSurvey.Entry) -> Bool {
    entry.directive.map { $0.qualifier == .pass } ?? true
  }

  private static func refers(_ entry: RecordSurvey.Entry) -> Bool {
    guard let directive = entry.directive else { return entry.lookupNumber != nil }
    if case .include = directive.mechanism { return true }
    return false
  }
}

extension IPNetwork {
  fileprivate func holds(_ addresses: [IPAddress]) -> Bool { addresses.contains { contains($0) } }
}
