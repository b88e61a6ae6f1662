internal import SPF

/// How to see which TTL a name server gives.
enum TTLCheck {
  /// A command for a shell; `server` as plans show it, with its name or as ADDRESS:PORT.
  static func command(_ server: String?, _ domain: DomainName) -> String {
    "dig +norecurse \(server.map(place) ?? "@SERVER") \(domain) TXT"
  }

  private static func place(_ server: String) -> String {
    guard !server.contains(" "), let colon = server.lastIndex(of: ":") else {
      return "@\(server.prefix { $0 != " " })"
    }
    let address = server[..<colon].filter { $0 != "[" && $0 != "]" }
    let port = server[server.index(after: colon)...]
    return port == "53" ? "@\(address)" : "@\(address) -p \(port)"
  }
}
