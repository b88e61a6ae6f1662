public import SPF

/// How the public Why page is served.
public struct WhyConfiguration: Sendable {
  /// Where it listens; nil for nowhere.
  public var address: WebAddress?
  /// Its address as others see it, for links: `https://why.example.com`, perhaps with a path before `/why`.
  public var url: String?
  /// The networks of proxies whose field X-Forwarded-For is believed.
  public var proxyNetworks: [IPNetwork] = [
    IPNetwork(address: IPAddress(ipv4: 0x7f00_0000), prefixLength: 8),
    IPNetwork(IPAddress(ipv6High: 0, low: 1)),
  ].compactMap { $0 }
  /// What it allows.
  public var limits = WhyLimits()

  /// The defaults: nowhere.
  public init() {}

  /// What stands before the paths of its pages: the path of ``url`` without a slash at its end.
  public var base: String {
    guard let url, let scheme = url.firstRange(of: "://"),
      let slash = url[scheme.upperBound...].firstIndex(of: "/")
    else { return "" }
    var path = url[slash...].prefix { $0 != "?" && $0 != "#" }
    while path.hasSuffix("/") { path.removeLast() }
    return String(path)
  }
}
