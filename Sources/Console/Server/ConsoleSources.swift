public import Diagnosis
public import History
public import PageSettings
public import PolicyService
public import SPF
public import Settings

/// What the private console shows, besides what DNS says.
public struct ConsoleSources: Sendable {
  /// What was observed; nil if nothing is recorded.
  public var history: (any HistoryStore)?
  /// The same over a connection of its own, for what nobody waits for: otherwise a page would wait for that. nil for
  /// ``history``.
  public var backgroundHistory: (any HistoryStore)?
  /// So long each question of a page waits for history; then the page says that history does not answer.
  public var historyTime = Duration.seconds(5)
  /// How much of addresses history keeps.
  public var widths = NetworkWidths()
  /// Where temporary exemptions are kept; nil if there is no such file.
  public var exemptions: ExemptionStore?
  /// Our own side.
  public var receiver = Receiver()
  /// The address that drafts to senders come from; nil for none.
  public var noticeSender: String?
  /// Where the policy service tells its numbers; nil for nowhere.
  public var status: ListenAddress?
  /// What may be asked of DNS.
  public var lookups = LookupLimits()
  /// The networks of proxies whose word on who asks is taken.
  public var proxyNetworks: [IPNetwork] = []

  /// Nothing but DNS.
  public init() {}
}
