internal import SPF

/// Networks with the same qualifier that fill a larger one exactly.
struct NetworkMerge {
  let whole: IPNetwork
  /// At least two, in the order of the record.
  let parts: [NetworkTerm]

  /// The largest networks that can be made of terms with the qualifier `+`.
  static func merges(_ networks: [NetworkTerm]) -> [NetworkMerge] {
    var parts: [IPNetwork: [Int]] = [:]
    for (index, term) in networks.enumerated() where term.qualifier == .pass && parts[term.masked] == nil {
      parts[term.masked] = [index]
    }
    // From the longest prefixes to the shortest: what is merged may be merged again.
    var byLength: [Int: Set<IPNetwork>] = [:]
    for network in parts.keys { byLength[network.prefixLength, default: []].insert(network) }
    for length in stride(from: 128, through: 1, by: -1) {
      for network in byLength[length] ?? [] {
        guard let one = parts[network], let sibling = network.sibling, let other = parts[sibling] else {
          continue
        }
        let whole = network.masked(to: length - 1)
        guard parts[whole] == nil else { continue }
        parts[network] = nil
        parts[sibling] = nil
        parts[whole] = one + other
        byLength[length - 1, default: []].insert(whole)
      }
    }
    return parts.filter { $0.value.count > 1 }.map { whole, indices in
      NetworkMerge(whole: whole, parts: indices.sorted().map { networks[$0] })
    }.sorted { $0.whole.address < $1.whole.address }
  }
}
