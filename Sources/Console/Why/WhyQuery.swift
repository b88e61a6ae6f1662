internal import SPF

/// The query of a link to a Why page, in any of the forms that mail servers have written over the years:
///
/// - `s=mfrom;id=alice@example.com;ip=192.0.2.1;r=example.net` (pyspf, policyd-spf; values as they are)
/// - `s=mfrom;id=alice%40example.com;ip=192.0.2.1;r=host` (Mail::SPF)
/// - `id=…&ip=…&receiver=…` (libspf2)
/// - `sender=…&ip=…&receiver=…` (older servers)
struct WhyQuery: Sendable, Hashable {
  /// What was given, as text; empty for what was not.
  private(set) var scope = ""
  private(set) var name = ""
  private(set) var client = ""
  private(set) var receiver = ""

  init(_ text: String) {
    if let values = Self.unencoded(text) {
      (scope, name, client, receiver) = values
    } else {
      let query = QueryText(text)
      scope = query.first(of: ["s", "scope"]) ?? ""
      name = query.first(of: ["id", "sender", "identity"]) ?? ""
      client = query.first(of: ["ip", "client", "client-ip"]) ?? ""
      receiver = query.first(of: ["r", "receiver", "recipient"]) ?? ""
    }
    name = Self.bare(name)
    client = Self.bare(client)
    receiver = Self.bare(receiver)
  }

  /// Whether nothing was asked.
  var isEmpty: Bool { name.isEmpty && client.isEmpty }

  /// The client's address; nil if there is none, or it is no address.
  var address: IPAddress? {
    var text = client[...]
    if text.hasPrefix("["), text.hasSuffix("]") { text = text.dropFirst().dropLast() }
    if text.lowercased().hasPrefix("ipv6:") { text = text.dropFirst(5) }
    return IPAddress(text)
  }

  /// The question; nil if something is missing or no use.
  var question: WhyQuestion? {
    guard let address, !name.isEmpty else { return nil }
    let isName: Bool
    switch scope.lowercased() {
    case "helo", "ehlo": isName = true
    case "mfrom", "mailfrom", "mail-from", "pra": isName = false
    // `ptr`, anything else and nothing: an address tells by its sign.
    default: isName = !name.contains("@")
    }
    return WhyQuestion(scope: isName ? .helo : .mailFrom, name: name, client: address, receiver: receiver)
  }

  /// The values of `s=…;id=…;ip=…;r=…` in that order: they are not encoded, and a local part may hold `;` and `&`.
  private static func unencoded(_ text: String) -> (String, String, String, String)? {
    guard text.hasPrefix("s="), let id = text.firstRange(of: ";id="), text[..<id.lowerBound].count < 16,
      let ip = text[id.upperBound...].ranges(of: ";ip=").last
    else { return nil }
    let scope = text[..<id.lowerBound].dropFirst(2)
    let name = text[id.upperBound..<ip.lowerBound]
    let rest = text[ip.upperBound...]
    let client = rest.prefix { $0 != ";" && $0 != "&" }
    let receiver = rest.firstRange(of: ";r=").map { rest[$0.upperBound...].prefix { $0 != ";" && $0 != "&" } }
    return (
      QueryText.decoded(scope), QueryText.decoded(name), QueryText.decoded(client),
      QueryText.decoded(receiver ?? "")
    )
  }

  /// A value without what was copied with it from a log or a message.
  private static func bare(_ text: String) -> String {
    let text = text.trimmed { $0.isWhitespace || "<>\"'".contains($0) }
    return text.uppercased() == "UNKNOWN" ? "" : String(text)
  }
}
