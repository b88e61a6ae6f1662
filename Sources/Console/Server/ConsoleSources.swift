public import Diagnosis
public import History
public import PolicyService
public import Settings

/// What the private console shows, besides what DNS says.
public struct ConsoleSources: Sendable {
  /// What was observed; nil if nothing is recorded.
  public var history: (any HistoryStore)?
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

  /// Nothing but DNS.
  public init() {}
}
