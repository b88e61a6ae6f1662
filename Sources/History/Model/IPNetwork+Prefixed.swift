internal import SPF

extension IPNetwork {
  /// The address and the prefix length, also where it is the whole width: one spelling for each network.
  var prefixed: String { "\(address)/\(prefixLength)" }
}
