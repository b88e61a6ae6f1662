internal import Publishing
public import SPF

/// Addresses that DNS authorises now, and of which caches may hold a record that did not.
public struct CacheWait: Sendable, Hashable {
  /// The domain, or the HELO name.
  public let name: DomainName
  /// Whether ``name`` is that of a host.
  public let isHELO: Bool
  /// The addresses.
  public let addresses: [IPAddress]
  /// When the record that did not was seen last, and its successor first: seconds since 1970-01-01T00:00:00Z.
  public let replaced: ClosedRange<Int64>
  /// Until when caches may hold it.
  public let until: Int64

  /// What `history` knows of the addresses of `domains` and `hosts` that pass now, at `now`.
  static func gather(
    _ domains: [DomainAudit], _ hosts: [HostAudit], history: RecordHistory, now: Int64
  ) async -> [CacheWait] {
    var out: [CacheWait] = []
    for audit in domains {
      let requests = audit.addresses.filter { $0.standing == .authorised }.map {
        CheckRequest($0.outcome.identity, client: $0.address)
      }
      if let found = await wait(audit.domain, requests, isHELO: false, history, now) { out.append(found) }
    }
    for host in hosts {
      guard let helo = host.host.helo else { continue }
      let requests = host.heloChecks.filter { $0.outcome.result == .pass }.map {
        CheckRequest($0.outcome.identity, client: $0.address)
      }
      if let found = await wait(helo, requests, isHELO: true, history, now) { out.append(found) }
    }
    return out
  }

  private static func wait(
    _ name: DomainName, _ requests: [CheckRequest], isHELO: Bool, _ history: RecordHistory, _ now: Int64
  ) async -> CacheWait? {
    var addresses: [IPAddress] = []
    var latest: RecordState.Past?
    for request in requests {
      let refusing =
        await history.standing(of: request, at: name)?.refusing.filter { $0.cachedUntil > now } ?? []
      guard let last = refusing.max(by: { $0.cachedUntil < $1.cachedUntil }) else { continue }
      addresses.append(request.client)
      if latest.map({ $0.cachedUntil < last.cachedUntil }) ?? true { latest = last }
    }
    return latest.map { past in
      CacheWait(
        name: name, isHELO: isHELO, addresses: addresses,
        replaced: min(past.snapshot.time, past.replaced)...past.replaced, until: past.cachedUntil)
    }
  }
}
