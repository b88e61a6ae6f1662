internal import Reporting
internal import SPF

/// What DNS says of one incident.
struct IncidentFacts: Sendable {
  /// An address of the domain's own or one that its record authorises, close to the client's.
  struct Neighbour: Sendable {
    let address: IPAddress
    /// What it is to the domain, for a sentence.
    let role: String
    let sharedBits: Int
    let names: [DomainName]
  }

  /// The check as it would end now; nil if time was over before.
  var outcome: CheckOutcome?
  /// For an incident of the HELO identity: the check of the MAIL FROM identity now, if there is one.
  var mailFromOutcome: CheckOutcome?
  /// The check of the HELO name given most, for an incident of the MAIL FROM identity.
  var heloOutcome: CheckOutcome?
  /// The check of the client's own organisation for mail from the client.
  var ownOutcome: CheckOutcome?
  /// The term behind `all` that would let the client pass, were it before.
  var termBehindAll: String?
  /// The record that the client's organisation publishes for its customers, if it covers the client.
  var customersRecord: DomainName?
  /// The result of checking the domain from the IPv4 addresses of an IPv6 client's names.
  var passingTwin: IPAddress?
  /// The result of checking the domain from an address of the HELO name, if that is another than the client's.
  var passingHeloAddress: IPAddress?
  /// What is remembered from before the log.
  var past: Past?
  /// The nearest ones.
  var neighbours: [Neighbour] = []
  /// An address next to the client's whose reverse name is in the sender's organisation, with that name.
  var namedNeighbour: (address: IPAddress, name: DomainName)?
  /// The domains of the client's names up to the organisational one, that have one of its addresses as mail exchange.
  var receivesFor: [DomainName] = []
  /// Whether no domain of the client's names receives mail; nil if DNS did not tell.
  var receivesNothing: Bool?
  /// The organisations of the hosts that the domain's own addresses lead to by reverse mapping.
  var siteOrganisations: Set<DomainName> = []

  /// No facts.
  init() {}
}
