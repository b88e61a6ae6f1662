public import SPF

/// How pages are served.
public struct ConsoleConfiguration: Sendable {
  /// Where the private console listens; nil for nowhere.
  public var address: WebAddress?
  /// The networks of proxies that authenticate users of the console.
  public var proxyNetworks: [IPNetwork] = []
  /// The header field in which such a proxy names the user; nil for none.
  public var userField: String?
  /// What both servers allow.
  public var limits = WebLimits()
  /// The public Why page.
  public var why = WhyConfiguration()

  /// The defaults: nothing is served.
  public init() {}

  /// Why nothing can be served as it is told; nil if all is well.
  public var problem: ConsoleProblem? {
    if address == nil, why.address == nil { return .nowhere }
    if let address, !address.isLoopback, proxyNetworks.isEmpty || userField == nil {
      return .unguarded(address)
    }
    if (userField == nil) != proxyNetworks.isEmpty { return .halfGuarded }
    return nil
  }
}
