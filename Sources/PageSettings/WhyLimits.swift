/// What the Why page allows, so that it is no open resolver and nobody's burden. A page that is kept costs nothing and
/// is not limited.
public struct WhyLimits: Sendable, Hashable {
  /// New questions of one client network (IPv4 /24, IPv6 /48) within a minute.
  public var perNetwork = 20
  /// New questions of all within a minute.
  public var perMinute = 600
  /// New questions at a time.
  public var atOnce = 16
  /// Queries to name servers for one page.
  public var queries = 100
  /// The time for one page's queries.
  public var time: Duration = .seconds(8)
  /// Octets of pages that are kept.
  public var keptOctets = 32 << 20
  /// Seconds for which a page is kept, if the records allow it.
  public var keptSeconds = 300
  /// Client networks that are remembered.
  public var networks = 10_000

  /// The defaults.
  public init() {}
}
