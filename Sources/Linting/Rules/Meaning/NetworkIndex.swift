internal import SPF

/// Networks by their bits, to find one that covers another in as many steps as an address has bits.
struct NetworkIndex {
  private var terms: [IPNetwork: NetworkTerm] = [:]

  /// Adds a network; the first of several that are equal stays.
  mutating func insert(_ term: NetworkTerm) {
    if terms[term.masked] == nil { terms[term.masked] = term }
  }

  /// A network that `network` lies within or is equal to, the widest one.
  func first(covering network: IPNetwork) -> NetworkTerm? {
    guard !terms.isEmpty else { return nil }
    for length in 0...network.prefixLength {
      if let term = terms[network.masked(to: length)] { return term }
    }
    return nil
  }
}
