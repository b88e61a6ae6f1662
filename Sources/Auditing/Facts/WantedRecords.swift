internal import Reporting
internal import SPF

/// Which records must let whom pass: one order for each name at which a record is published.
struct WantedRecords {
  /// What to publish at one name.
  struct Order: Sendable {
    let domain: DomainName
    let senders: WantedSenders
  }

  private let ours: Set<DomainName>
  private var names: [DomainName] = []
  private var wanted: [DomainName: WantedSenders] = [:]
  /// The name at which the record of a domain stands, where that is another one.
  private(set) var places: [DomainName: DomainName] = [:]

  /// Records of `ours` and of names below them are in our hands.
  init(ours: Set<DomainName>) {
    self.ours = ours
  }

  /// The orders, in the order they came.
  var orders: [Order] { names.compactMap { name in wanted[name].map { Order(domain: name, senders: $0) } } }

  mutating func add(_ domains: [DomainAudit]) {
    // A name that is misspelt is not mended by a record.
    for audit in domains where !audit.isAbsent {
      if let place = place(audit) { places[audit.domain] = place }
      for check in audit.addresses where [.missing, .softly, .broken].contains(check.standing) {
        // Nobody should publish what receivers never see.
        guard AddressKind(check.address) == .global else { continue }
        want(audit.domain) { $0.addresses.insert(check.address) }
      }
      for check in audit.services where check.isIncluded == false && check.problem == nil {
        want(audit.domain) { $0.includes.insert(check.service.target) }
      }
    }
  }

  mutating func add(_ hosts: [HostAudit]) {
    for audit in hosts {
      guard let helo = audit.host.helo, !audit.isHELOAbsent else { continue }
      for check in audit.heloChecks where ![.pass, .temperror].contains(check.outcome.result) {
        guard AddressKind(check.address) == .global else { continue }
        let isFirst = wanted[helo] == nil && !ours.contains(helo)
        want(helo) {
          $0.addresses.insert(check.address)
          if isFirst { $0.isHostName = true }
        }
      }
    }
  }

  mutating func add(_ cases: [RejectionCase]) {
    for item in cases where [.missing, .broken].contains(item.verdict) && !item.isNameAbsent {
      // A receiver that sees a private address is inside our own network.
      let seen = item.addresses.filter { ![.privateUse, .carrierShared].contains(AddressKind($0)) }
      guard !seen.isEmpty else { continue }
      want(item.domain) { $0.addresses.formUnion(seen) }
    }
  }

  private mutating func want(_ domain: DomainName, _ change: (inout WantedSenders) -> Void) {
    let name = places[domain] ?? domain
    if wanted[name] == nil { names.append(name) }
    change(&wanted[name, default: WantedSenders()])
  }

  /// Where the record stands that a domain does nothing but redirect to, if that is ours.
  private func place(_ audit: DomainAudit) -> DomainName? {
    let node = audit.survey.root
    guard let terms = node.record?.terms, !terms.isEmpty, terms.allSatisfy({ $0.directive == nil }),
      let target = node.terms.first(where: { $0.nested.first != nil })?.nested.first?.domain,
      ours.contains(where: { target.isEqualToOrSubdomain(of: $0) })
    else { return nil }
    return target
  }
}
