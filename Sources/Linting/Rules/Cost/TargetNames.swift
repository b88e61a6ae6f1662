internal import PublicSuffix
internal import Reporting
internal import SPF

/// The names that a term refers to, in the whole tree below it.
enum TargetNames {
  /// More organisations are not asked about.
  private static let limit = 40

  /// The targets of `entry` and of everything it includes with the mail exchanges found there, the domain itself left
  /// out.
  static func of(_ entry: RecordSurvey.Entry, _ subject: LintSubject) -> [DomainName] {
    var out: [DomainName] = []
    func add(_ entry: RecordSurvey.Entry, in domain: DomainName?) {
      if let name = entry.directive?.mechanism.domainSpec?.constantName, out.count < 200 { out.append(name) }
      if case .mx(let spec, _)? = entry.directive?.mechanism,
        let hosts = (spec.map(\.constantName) ?? domain).flatMap({ subject.exchanges(of: $0) })
      {
        out += hosts.prefix(Limits.rfc7208.mailExchanges).map(\.exchange).filter { $0 != .root }
      }
      for nested in entry.nested {
        out.append(nested.domain)
        for inner in nested.terms { add(inner, in: nested.domain) }
      }
    }
    add(entry, in: subject.domain)
    return out.filter { $0 != subject.domain }
  }

  /// The organisations that run those names, the first of them.
  static func organisations(of subject: LintSubject) -> [DomainName] {
    let names = (subject.survey?.root.terms ?? []).flatMap { of($0, subject) }
    return Array(Set(names.map(PublicSuffixes.organisation)).sorted().prefix(limit))
  }

  /// The organisations that run the name servers of `organisation`, others than itself.
  static func serverOrganisations(of organisation: DomainName, _ subject: LintSubject) -> [DomainName] {
    guard case .names(let hosts)? = subject.answers[DNSQuestion(organisation, .ns)]?.records else {
      return []
    }
    let names = Set(hosts.prefix(16).map(PublicSuffixes.organisation))
    return names.filter { $0 != organisation }.sorted()
  }
}
