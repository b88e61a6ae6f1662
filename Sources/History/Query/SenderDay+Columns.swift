internal import SPF

extension SenderDay {
  /// From the texts of network, reverse name, identity, result and action, and the numbers of day, count, first and
  /// last hour; nil if one is none.
  init?(columns: [String], numbers: [Int]) {
    guard columns.count == 5, numbers.count == 4, numbers[2] <= numbers[3],
      let network = IPNetwork(columns[0]), let scope = Identity.Scope(rawValue: columns[2]),
      let result = SPFResult(rawValue: columns[3]), let action = ObservedAction(rawValue: columns[4])
    else { return nil }
    self.init(
      day: numbers[0], network: network, reverseName: columns[1], scope: scope, result: result,
      action: action, count: numbers[1], hours: numbers[2]...numbers[3])
  }
}
