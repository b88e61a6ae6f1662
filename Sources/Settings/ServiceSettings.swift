public import DNS
public import History
public import PageSettings
public import PolicyService

/// Everything that a policy service is told.
public struct ServiceSettings: Sendable {
  /// How it decides and what it says.
  public var policy: PolicyConfiguration
  /// How it listens, and its limits.
  public var server = ServerConfiguration(addresses: [])
  /// As whom it runs; nil to stay who it is.
  public var user: String?
  /// Its group; nil for the user's own.
  public var group: String?
  /// The name servers asked; empty for those of the system.
  public var nameServers: [ServerAddress] = []
  /// How much they are asked at a time.
  public var queryLimits = QueryLimits()

  /// The file with temporary exemptions; nil for none.
  public var exemptionFile: String?
  /// The file in which findings of grace are kept; nil for none.
  public var graceFile: String?
  /// Where history is recorded; nil for nowhere.
  public var historyLocation: HistoryLocation?
  /// How much of it is kept, for how long, and how often it is written.
  public var history = HistoryOptions()

  /// How pages are served.
  public var console = ConsoleConfiguration()

  /// The defaults on the host of that name.
  public init(hostName: String) {
    policy = PolicyConfiguration(hostName: hostName)
  }
}
