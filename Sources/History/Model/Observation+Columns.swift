internal import SPF

extension Observation {
  /// From the texts of domain, identity, network, HELO, reverse name, result and action; nil if one is none.
  init?(columns: [String], hour: Int, count: Int) {
    guard columns.count == 7, let scope = Identity.Scope(rawValue: columns[1]),
      let network = IPNetwork(columns[2]), let result = SPFResult(rawValue: columns[5]),
      let action = ObservedAction(rawValue: columns[6])
    else { return nil }
    self.init(
      hour: hour, domain: columns[0], scope: scope, network: network, helo: columns[3],
      reverseName: columns[4], result: result, action: action, count: count)
  }
}
