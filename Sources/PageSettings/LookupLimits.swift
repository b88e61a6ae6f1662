/// What those pages of the console allow that ask DNS whatever they are told to: the domain page and the form to check.
public struct LookupLimits: Sendable, Hashable {
  /// Questions of one client network (IPv4 /24, IPv6 /48) within a minute.
  public var perNetwork = 60
  /// Questions of all within a minute.
  public var perMinute = 300
  /// Questions that are worked on at a time; so many more wait, and those beyond are turned away.
  public var atOnce = 4
  /// Queries to name servers for one page.
  public var queries = 200
  /// The time for one page's queries.
  public var time: Duration = .seconds(8)

  /// The defaults.
  public init() {}
}
