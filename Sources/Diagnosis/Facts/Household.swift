internal import SPF

/// What did not pass from all hosts of one organisation together: services and forwarders have many.
struct Household: Sendable {
  /// The organisations whose mail it was.
  private(set) var organisations: Set<DomainName> = []
  /// Its recipients.
  private(set) var recipients: Set<String> = []

  /// More are of no interest.
  private static let most = 256

  /// That of `clients`.
  init(_ clients: some Sequence<IPAddress>, crowd: Crowd) {
    for client in clients where organisations.count < Self.most && recipients.count < Self.most {
      organisations.formUnion(crowd.refusedOrganisations(of: client))
      recipients.formUnion(crowd.recipientsOfClient[client] ?? [])
    }
  }
}
