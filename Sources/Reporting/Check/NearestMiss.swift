public import SPF

/// The authorised network closest to a client that is not authorised: a neighbour suggests a server that was
/// added or replaced and not followed up in the record.
public struct NearestMiss: Sendable {
  /// The authorised network.
  public let network: IPNetwork
  /// The term that authorises it, as published.
  public let term: String
  /// The domain in whose record the term stands.
  public let domain: DomainName
  /// The number of leading bits that the client's address shares with the network's.
  public let sharedBits: Int

  /// The nearest network with qualifier `+` that the evaluation compared with the client; nil if it compared
  /// none of the client's family. An `include` counts as what it would give on a pass.
  public static func find(in trace: RecordTrace, client: IPAddress) -> NearestMiss? {
    var best: NearestMiss?
    visit(trace, client: client, best: &best)
    return best
  }

  private static func visit(_ trace: RecordTrace, client: IPAddress, best: inout NearestMiss?) {
    guard let record = trace.record, let domain = trace.domain else { return }
    for term in trace.terms {
      guard let directive = record.terms[term.termIndex].directive else {
        // A redirect that was followed.
        if let nested = term.nested { visit(nested, client: client, best: &best) }
        continue
      }
      // A term behind the one that decided says nothing about the client, and one that matched is no miss.
      guard term.verdict == .noMatch, directive.qualifier == .pass else { continue }
      if let nested = term.nested { visit(nested, client: client, best: &best) }
      for network in networks(of: directive.mechanism, lookups: term.lookups)
      where network.address.family == client.family {
        let shared = sharedBits(network.address, client, limit: network.prefixLength)
        if shared > best?.sharedBits ?? -1 {
          best = NearestMiss(network: network, term: term.text, domain: domain, sharedBits: shared)
        }
      }
    }
  }

  private static func networks(of mechanism: Mechanism, lookups: [LookupTrace]) -> [IPNetwork] {
    switch mechanism {
    case .ip4(let network): return [network]
    case .ip6(let network): return network.network.map { [$0] } ?? []
    case .a(_, let lengths), .mx(_, let lengths):
      return lookups.flatMap { lookup -> [IPNetwork] in
        guard case .addresses(let addresses) = lookup.answer.records else { return [] }
        return addresses.compactMap {
          IPNetwork(address: $0, prefixLength: lengths.length(for: $0.family))
        }
      }
    case .all, .include, .ptr, .exists: return []
    }
  }

  private static func sharedBits(_ one: IPAddress, _ other: IPAddress, limit: Int) -> Int {
    let count: Int
    if one.family == .ipv4 {
      count = (one.low ^ other.low).leadingZeroBitCount - 32
    } else if one.high != other.high {
      count = (one.high ^ other.high).leadingZeroBitCount
    } else {
      count = 64 + (one.low ^ other.low).leadingZeroBitCount
    }
    return min(count, limit)
  }
}
