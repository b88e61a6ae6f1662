internal import History
internal import SPF

/// What a case of the console is about: a domain, and a network as wide as those that history keeps.
struct CaseKey: Sendable, Hashable {
  /// The domain as history has it.
  let domain: String
  /// The network.
  let network: IPNetwork

  init(domain: String, network: IPNetwork) {
    self.domain = domain
    self.network = network
  }

  init(_ summary: SenderSummary) {
    self.init(domain: summary.domain, network: summary.network)
  }

  /// From the two parts of a path; nil if they are none. An address stands for the network that is kept of it.
  init?(domain: String, network: String, widths: NetworkWidths) {
    guard domain.utf8.count <= 1024, network.utf8.count <= 64,
      let name = HistoryText.domain(QueryText.decoded(domain).utf8),
      let given = IPNetwork(QueryText.decoded(network).replacing("_", with: "/"))
    else { return nil }
    let width = widths.width(of: given.address.family)
    guard given.prefixLength >= width else { return nil }
    self.init(domain: name, network: widths.network(of: given.address))
  }

  /// The path of the case, without what stands before it.
  var path: String {
    "/cases/\(QueryText.encoded(domain))/\(network.description.replacing("/", with: "_"))"
  }

  /// The domain as DNS has it; nil for one that history has cut.
  var name: DomainName? { Identity.helo(domain).domain }
}
