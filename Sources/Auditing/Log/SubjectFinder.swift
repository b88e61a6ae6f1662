internal import MailLog
internal import SPF

/// Finds out whose record a rejection is about: by the envelope, and by the name that the receiver gives.
struct SubjectFinder: Sendable {
  private let domains: Set<DomainName>
  private let heloNames: Set<DomainName>
  private let hosts: [HostAudit]

  init(inventory: Inventory, hosts: [HostAudit]) {
    domains = Set(inventory.domains.map(\.name))
    heloNames = Set(inventory.hosts.flatMap { [$0.helo, $0.name].compactMap { $0 } })
    self.hosts = hosts
  }

  /// What `rejection` is about.
  func subject(of rejection: OutgoingRejection) -> RejectionSubject {
    let sender = rejection.sender.flatMap { $0.isEmpty ? nil : Identity.mailFrom($0, helo: "").domain }
    let stated = statedName(rejection)
    // Receivers check the HELO name of everybody's mail, and of bounces nothing else.
    if let stated, stated != sender, heloNames.contains(stated) {
      return .ours(key(stated, .helo, rejection))
    }
    if let sender, !isOurs(sender) { return .stranger(sender.description) }
    if rejection.sender == "" || rejection.identity == .helo {
      guard let name = stated ?? heloName(for: rejection.statedAddress) else { return .stranger(nil) }
      return isOurs(name) ? .ours(key(name, .helo, rejection)) : .named(name)
    }
    if let stated, !isOurs(stated) { return sender == nil ? .stranger(stated.description) : .named(stated) }
    // SPF is for the envelope, even if a receiver names the domain that the reader of the message sees.
    guard let domain = sender ?? stated else { return .stranger(nil) }
    return .ours(key(domain, .mailFrom, rejection))
  }

  private func key(
    _ domain: DomainName, _ scope: Identity.Scope, _ rejection: OutgoingRejection
  ) -> RejectionTally.Key {
    // Where DNS did not answer, nothing depends on the address.
    guard rejection.kind != .dns else {
      return RejectionTally.Key(domain: domain, scope: scope, statedAddress: nil, family: nil, isLookup: true)
    }
    // No host has the address "none".
    let address = rejection.statedAddress.flatMap { $0.octets.allSatisfy { $0 == 0 } ? nil : $0 }
    return RejectionTally.Key(
      domain: domain, scope: scope, statedAddress: address,
      family: address == nil ? rejection.relayAddress?.family : nil, isLookup: false)
  }

  // MARK: Names

  /// The sender domain of mail that is not ours; nil if it is, or if there is none.
  func stranger(of rejection: OutgoingRejection) -> DomainName? {
    guard let sender = rejection.sender, !sender.isEmpty else { return nil }
    return Identity.mailFrom(sender, helo: "").domain.flatMap { isOurs($0) ? nil : $0 }
  }

  /// The name whose record the receiver says that it asked. One of its own is none: its words name the recipient, or
  /// the host that speaks.
  private func statedName(_ rejection: OutgoingRejection) -> DomainName? {
    guard let text = rejection.statedDomain, let name = Identity.mailFrom("x@\(text)", helo: "").domain,
      !isOurs(name)
    else { return rejection.statedDomain.flatMap { Identity.mailFrom("x@\($0)", helo: "").domain } }
    let recipient = Identity.mailFrom(rejection.recipient, helo: "").domain
    let relay = rejection.relay.flatMap { DomainName($0) }
    let own = [recipient, relay, relay?.parent].compactMap { $0 }.filter { $0.labelCount > 1 }
    let isReceivers = own.contains { name.isEqualToOrSubdomain(of: $0) || $0.isEqualToOrSubdomain(of: name) }
    return isReceivers ? nil : name
  }

  /// Whether the record of `name` is in our hands.
  func isOurs(_ name: DomainName) -> Bool {
    if heloNames.contains(name) { return true }
    var next: DomainName? = name
    while let name = next, name != .root {
      if domains.contains(name) { return true }
      next = name.parent
    }
    return false
  }

  private func heloName(for address: IPAddress?) -> DomainName? {
    let fitting = hosts.filter { host in address.map { host.addresses.contains($0) } ?? true }
    let names = Set(fitting.compactMap(\.host.helo))
    return names.count == 1 ? names.first : nil
  }
}
