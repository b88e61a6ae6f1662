public import SPF

extension RecordSurvey {
  /// Networks whose clients get pass, by which term.
  public typealias Authorised = (network: Network, term: String, domain: DomainName, ttl: UInt32)

  /// Every network of the tree that leads to pass, in the order of evaluation, each with the term and the domain that it
  /// comes from and the least TTL in seconds of the answers that name it. Without host bits, without what an earlier
  /// term refuses, and without a network that earlier terms have decided altogether.
  public var authorised: [Authorised] {
    var out: [Authorised] = []
    var open = Open()
    _ = Self.decide(root, &open, passes: true, into: &out)
    return out
  }

  /// What the terms so far have left.
  private struct Open {
    /// Addresses that no term has decided.
    var undecided = NetworkSet.everything
    /// Those, and the ones that get pass.
    var unrefused = NetworkSet.everything
  }

  /// Takes from `open` what the terms of `node` decide, and gives what of that they let pass; lists it if that is pass
  /// for the whole record, too.
  private static func decide(
    _ node: Node, _ open: inout Open, passes: Bool, into out: inout [Authorised]
  ) -> NetworkSet {
    var passing: [ClosedRange<IPAddress>] = []
    for entry in node.terms {
      guard let directive = entry.directive else {
        // `redirect`: its results are those of this record.
        for nested in entry.nested { passing += decide(nested, &open, passes: passes, into: &out).ranges }
        continue
      }
      let isPass = directive.qualifier == .pass
      for network in entry.networks {
        let taken = open.undecided.take(network.network)
        guard isPass else {
          open.unrefused = open.unrefused.subtracting(taken)
          continue
        }
        passing += taken.ranges
        guard passes, !taken.isEmpty else { continue }
        var rest = open.unrefused
        for part in rest.take(network.network).prefixes {
          out.append(
            (
              Network(network: part, host: network.host, ttl: network.ttl), entry.text, node.domain,
              min(network.ttl ?? .max, node.answer.ttl)
            ))
        }
      }
      for nested in entry.nested {
        // Of an included record only pass decides here (RFC 7208 section 5.2).
        var inner = open
        let matching = decide(nested, &inner, passes: passes && isPass, into: &out)
        open.undecided = open.undecided.subtracting(matching)
        if isPass {
          passing += matching.ranges
        } else {
          open.unrefused = open.unrefused.subtracting(matching)
        }
      }
      if entry.matchesEveryClient {
        if isPass { passing += open.undecided.ranges }
        open.undecided = NetworkSet()
      }
    }
    return NetworkSet(ranges: passing)
  }
}
