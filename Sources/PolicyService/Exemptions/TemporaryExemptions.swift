public import SPF

/// The temporary exemptions there are.
public struct TemporaryExemptions: Sendable, Hashable {
  private var byDomain: [DomainName: [TemporaryExemption]]

  /// The exemptions of a list.
  public init(_ list: [TemporaryExemption] = []) {
    byDomain = Dictionary(grouping: list, by: \.domain)
  }

  /// Whether there is none.
  public var isEmpty: Bool { byDomain.isEmpty }

  /// The exemption of a domain for a client; nil if there is none, or it has ended. `now` is in seconds since 1970.
  public func exemption(of domain: DomainName, for client: IPAddress, now: Int64) -> TemporaryExemption? {
    byDomain[domain]?.first { $0.network.contains(client) && now < $0.end }
  }
}
