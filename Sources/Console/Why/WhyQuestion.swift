public import SPF

/// What a link from a refusal tells: which identity of which client was refused, and for whom.
public struct WhyQuestion: Sendable, Hashable {
  /// The identity that was checked.
  public let scope: Identity.Scope
  /// The HELO name, or the reverse-path; for MAIL FROM also a domain alone.
  public let name: String
  /// The client.
  public let client: IPAddress
  /// The recipient's address, domain or host; empty if the link does not tell.
  public let receiver: String

  /// Octets of ``name`` and ``receiver`` that are kept: as many as an address may have (RFC 5321 section 4.5.3.1.3).
  static let longestName = 320

  /// A question. What is too long is cut.
  public init(scope: Identity.Scope, name: String, client: IPAddress, receiver: String = "") {
    self.scope = scope
    self.name = Self.cut(name)
    self.client = client
    self.receiver = Self.cut(receiver)
  }

  private static func cut(_ text: String) -> String {
    text.utf8.count <= longestName ? text : String(decoding: text.utf8.prefix(longestName), as: UTF8.self)
  }

  /// The identity.
  var identity: Identity {
    switch scope {
    case .helo: .helo(name)
    case .mailFrom: .mailFrom(name, helo: "")
    }
  }

  /// The same question as a query of a URL.
  var query: String {
    let parts = [
      ("s", scope == .helo ? "helo" : "mfrom"), ("id", name), ("ip", "\(client)"), ("r", receiver),
    ]
    return parts.filter { !$0.1.isEmpty }.map { "\($0.0)=\(QueryText.encoded($0.1))" }
      .joined(separator: "&")
  }
}
