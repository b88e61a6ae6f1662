internal import SPF

/// Addresses on their way through a record.
struct Flow {
  /// What an evaluation has behind it, apart from the address.
  struct State: Hashable {
    var lookups = 0
    var voidLookups = 0
    var conditions: [Condition] = []
    /// Whether the client's names have been looked up: that is done once (RFC 7208 section 5.5).
    var hasPointers = false
  }

  var addresses: NetworkSet
  var state = State()

  /// `flows` with those of the same state in one, and without empty ones.
  static func merged(_ flows: [Flow]) -> [Flow] {
    var out: [Flow] = []
    for flow in flows where !flow.addresses.isEmpty {
      if let index = out.firstIndex(where: { $0.state == flow.state }) {
        out[index].addresses = out[index].addresses.union(flow.addresses)
      } else {
        out.append(flow)
      }
    }
    return out
  }

  /// Those within `set`, and the others.
  static func split(_ flows: [Flow], by set: NetworkSet) -> (inside: [Flow], outside: [Flow]) {
    var inside: [Flow] = []
    var outside: [Flow] = []
    for flow in flows {
      let within = flow.addresses.intersection(set)
      guard !within.isEmpty else {
        outside.append(flow)
        continue
      }
      inside.append(Flow(addresses: within, state: flow.state))
      let rest = flow.addresses.subtracting(set)
      if !rest.isEmpty { outside.append(Flow(addresses: rest, state: flow.state)) }
    }
    return (inside, outside)
  }

  /// Removes what `network` matches from `flows`, and gives it.
  static func take(_ network: IPNetwork, from flows: inout [Flow]) -> [Flow] {
    var taken: [Flow] = []
    var isAnyEmpty = false
    for index in flows.indices {
      let set = flows[index].addresses.take(network)
      guard !set.isEmpty else { continue }
      taken.append(Flow(addresses: set, state: flows[index].state))
      isAnyEmpty = isAnyEmpty || flows[index].addresses.isEmpty
    }
    if isAnyEmpty { flows.removeAll { $0.addresses.isEmpty } }
    return taken
  }
}
