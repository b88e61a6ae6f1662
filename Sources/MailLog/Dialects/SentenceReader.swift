internal import SPF

/// Finds the client and the domain in the sentences of other systems' replies.
enum SentenceReader {
  static func fill(_ statement: inout Statement, from text: Octets) {
    if statement.client == nil { statement.client = client(text) }
    if statement.sender == nil, statement.domain == nil { fillSubject(&statement, text) }
    if statement.identity == nil {
      if text.contains("SPF_HELO") || text.containsFolded("spf(helo)") { statement.identity = .helo }
      if text.contains("MAIL FROM domain") { statement.identity = .mailFrom }
    }
  }

  private static func client(_ text: Octets) -> IPAddress? {
    for words in [
      "with the ip: [", "with ip: [", "MTA (", "sender IP is ", "sender ip is ", "IP address [", "ip=",
    ]
      as [StaticString]
    {
      guard let behind = text.after(words) else { continue }
      var end = 0
      while end < behind.count, !" ];),".utf8.contains(behind[end]) { end += 1 }
      if let client = behind[0..<end].address { return client }
    }
    for words in [" is not allowed to send mail", " is not permitted to send", " is not authorized to send"]
      as [StaticString]
    {
      if let at = text.firstIndex(of: words),
        let client = CommentReader.trimmedName(CommentReader.lastToken(text[0..<at])).address
      {
        return client
      }
    }
    return nil
  }

  private static func fillSubject(_ statement: inout Statement, _ text: Octets) {
    for words in [
      "allowed to send mail from ", "allowed to send mail for ", "permitted to send email for ",
      "MAIL FROM domain [", "SPF [", "send mail from ", "header from: ",
    ] as [StaticString] {
      guard let behind = text.after(words) else { continue }
      let subject = CommentReader.trimmedName(behind.splitToken().token)
      guard subject.position(of: ".") != nil, subject.position(of: "{") == nil else { continue }
      if let at = subject.lastPosition(of: "@") {
        if at > 0, !words.hasHeader { statement.sender = subject.field() }
        statement.domain = subject.dropFirst(at + 1).field(limit: 255)
      } else {
        statement.domain = subject.field(limit: 255)
      }
      return
    }
  }
}

extension StaticString {
  /// Whether the words speak of the header's From, which is no reverse-path.
  fileprivate var hasHeader: Bool { Octets(self).hasPrefix("header") }
}
