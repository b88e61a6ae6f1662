internal import SPF

extension LintSubject {
  /// Takes the one SPF record among ``texts``.
  mutating func choose() {
    let records = (texts ?? []).filter(\.isSPF)
    record = records.count == 1 ? RecordText(records[0].joined, place: records[0].place) : nil
  }

  /// More hosts of a domain are not looked at.
  private static let hostLimit = 10

  /// The hosts that take mail for the domain, and those that its own record names.
  var ownHosts: [DomainName] {
    let mail: [MailExchange] = domain.flatMap { exchanges(of: $0) } ?? []
    let names = mail.sorted { $0.preference < $1.preference }.map(\.exchange) + namedHosts
    var out: [DomainName] = []
    for host in names where host != .root && !out.contains(host) { out.append(host) }
    return Array(out.prefix(Self.hostLimit))
  }

  private var namedHosts: [DomainName] {
    (record?.reached ?? []).compactMap { item in
      if case .a(let spec?, _) = item.directive.mechanism { spec.constantName } else { nil }
    }
  }
}
