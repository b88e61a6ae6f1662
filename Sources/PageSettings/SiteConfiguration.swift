public import SPF

/// How the private console is served.
public struct SiteConfiguration: Sendable, Hashable {
  /// Where it listens; nil for nowhere.
  public var address: WebAddress?
  /// The networks of the proxies before it that let in only whom they know; nobody else is answered then. None if none
  /// stands before it.
  public var proxyNetworks: [IPNetwork] = []
  /// The header field in which such a proxy names whom it has let in.
  public var userField: String?
  /// The names of the console behind such a proxy; those of loopback count besides.
  public var hostNames: [DomainName] = []
  /// The address that drafts to senders come from; nil if there is none to give.
  public var noticeSender: String?
  /// What it asks DNS for whoever asks it.
  public var lookups = LookupLimits()

  /// The defaults: nowhere.
  public init() {}

  /// Whether a proxy that knows its users is said to stand before it.
  public var hasProxy: Bool { !proxyNetworks.isEmpty && userField != nil }

  /// Why it cannot be served so; nil if all is well. The console has no passwords of its own: it is for this host alone,
  /// or for those whom a proxy lets in.
  public var problem: ConsoleProblem? {
    if proxyNetworks.isEmpty != (userField == nil) {
      return proxyNetworks.isEmpty ? .noProxyNetworks : .noUserField
    }
    if !hostNames.isEmpty, !hasProxy { return .namesWithoutProxy }
    if let everybody = proxyNetworks.first(where: { $0.prefixLength == 0 }) { return .everybody(everybody) }
    if let address, !address.isLoopback, !hasProxy { return .exposed(address) }
    return nil
  }
}
