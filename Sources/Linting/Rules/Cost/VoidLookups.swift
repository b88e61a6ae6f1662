internal import Reporting
internal import SPF

/// Terms whose lookup finds nothing.
struct VoidLookups {
  /// The terms with the domain in whose record they stand, and the names that hold nothing.
  private(set) var found: [(term: String, domain: DomainName, name: DomainName)] = []
  private let subject: LintSubject

  init(_ subject: LintSubject) {
    self.subject = subject
    if let root = subject.survey?.root { visit(root) }
  }

  private mutating func visit(_ node: RecordSurvey.Node) {
    for entry in LookupCost.reached(node) where found.count < 100 {
      for name in empty(entry, in: node.domain) { found.append((entry.text, node.domain, name)) }
      for nested in entry.nested { visit(nested) }
    }
  }

  private func empty(_ entry: RecordSurvey.Entry, in domain: DomainName) -> [DomainName] {
    guard let mechanism = entry.directive?.mechanism else { return [] }
    func target(_ spec: DomainSpec?) -> DomainName? { spec.map(\.constantName) ?? domain }
    switch mechanism {
    case .a(let spec, _): return target(spec).map { hasNoAddress($0) ? [$0] : [] } ?? []
    case .mx(let spec, _):
      guard let name = target(spec), let hosts = subject.exchanges(of: name) else { return [] }
      if hosts.isEmpty { return [name] }
      return hosts.prefix(Limits.rfc7208.mailExchanges).map(\.exchange).filter {
        $0 != .root && hasNoAddress($0)
      }
    case .exists(let spec):
      guard let name = spec.constantName else { return [] }
      return subject.addresses(of: name, .a)?.isEmpty == true ? [name] : []
    default: return []
    }
  }

  /// Whether `name` has neither A nor AAAA records, for sure.
  private func hasNoAddress(_ name: DomainName) -> Bool {
    subject.addresses(of: name, .a)?.isEmpty == true && subject.addresses(of: name, .aaaa)?.isEmpty == true
  }
}
