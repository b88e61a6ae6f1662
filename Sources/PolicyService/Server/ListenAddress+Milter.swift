internal import SPF

extension ListenAddress {
  /// An address of a milter, as Postfix, Sendmail or milters write it: `unix:/path` or `local:/path`,
  /// `inet:ADDRESS:PORT`, `inet:PORT@ADDRESS`, `inet6:PORT@ADDRESS`; or what ``init(_:)`` takes.
  public init(milter text: String) throws(SyntaxError) {
    if text.hasPrefix("local:") {
      try self.init("unix:" + text.dropFirst(6))
      return
    }
    let isIPv6 = text.hasPrefix("inet6:")
    guard isIPv6 || text.hasPrefix("inet:") else {
      try self.init(text)
      return
    }
    let place = text.dropFirst(isIPv6 ? 6 : 5)
    guard let at = place.firstIndex(of: "@") else {
      try self.init(String(place))
      return
    }
    let host = place[place.index(after: at)...]
    let isBare = host.contains(":") && !host.hasPrefix("[")
    try self.init(isBare ? "[\(host)]:\(place[..<at])" : "\(host):\(place[..<at])")
  }
}
