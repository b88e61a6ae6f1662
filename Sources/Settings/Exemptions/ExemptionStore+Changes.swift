public import PolicyService
public import SPF

extension ExemptionStore {
  /// Adds an exemption, or replaces that for the same domain and network; those that have ended by `now`, in seconds since
  /// 1970, are removed meanwhile.
  public func add(_ exemption: TemporaryExemption, now: Int64) throws {
    try change { list in
      list.removeAll {
        $0.end <= now || ($0.domain == exemption.domain && $0.network == exemption.network)
      }
      list.append(exemption)
    }
  }

  /// Removes the exemptions of a domain: that for one network, or all. Gives their number.
  public func remove(_ domain: DomainName, network: IPNetwork? = nil) throws -> Int {
    var removed = 0
    try change { list in
      let count = list.count
      list.removeAll { $0.domain == domain && (network == nil || $0.network == network) }
      removed = count - list.count
    }
    return removed
  }
}
