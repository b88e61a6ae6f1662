internal import SPF

/// What policies look at in a request, made ready once for all of them.
struct MatchedMessage {
  /// The recipient, in small letters.
  let recipient: String
  /// Its domain; nil if it has none.
  let recipientDomain: DomainName?
  /// The sender's domain; nil for the null sender.
  let senderDomain: DomainName?

  init(_ request: PolicyRequest) {
    recipient = String(decoding: request.value(.recipient).map(SafeText.lowercased), as: UTF8.self)
    recipientDomain = Self.domain(of: request.value(.recipient))
    senderDomain = Self.domain(of: request.value(.sender))
  }

  private static func domain(of path: ArraySlice<UInt8>) -> DomainName? {
    guard let at = path.lastIndex(of: UInt8(ascii: "@")) else { return nil }
    return Identity.helo(utf8: Array(path[(at + 1)...])).domain
  }
}
