internal import HTTPTypes
internal import Hummingbird
internal import SPF

/// Who asks: the other end of the connection or, if that is a trusted proxy, the client that it names.
enum ClientAddress {
  private static let field = HTTPField.Name("X-Forwarded-For")
  /// More addresses than this are not looked at.
  private static let most = 16

  /// The last address of X-Forwarded-For that is no trusted proxy's: what stands before it is the client's own word.
  static func of(_ request: Request, peer: IPAddress?, proxies: [IPNetwork]) -> IPAddress? {
    func isProxy(_ address: IPAddress) -> Bool { proxies.contains { $0.contains(address) } }
    guard let peer, isProxy(peer), let field else { return peer }
    var found = peer
    let items = request.headers[values: field].flatMap { $0.split(separator: ",") }
    for item in items.reversed().prefix(most) {
      var text = item.trimmed { $0 == " " || $0 == "\t" }
      if text.hasPrefix("["), text.hasSuffix("]") { text = text.dropFirst().dropLast() }
      guard let address = IPAddress(text) else { break }
      found = address
      if !isProxy(address) { break }
    }
    return found
  }
}
