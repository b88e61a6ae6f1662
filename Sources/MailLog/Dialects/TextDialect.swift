internal import SPF

/// Words without a program of ours in front: header fields, bounces, replies of other systems, reports of
/// filters; on one line or several.
enum TextDialect {
  /// nil if it states no outcome; `isLogged` tells whether a program stands before it.
  static func read(_ text: Octets, isLogged: Bool) -> Statement? {
    if let at = text.firstIndexFolded(of: "received-spf:"),
      let statement = ReceivedSPFReader.read(text.dropFirst(at + 13), .words, .other)
    {
      return statement
    }
    // Not the keys of Exchange's `smtp.mailfrom` or a symbol: a method and its result.
    if let at = text.firstIndex(of: "spf="), at == 0 || !Octets.isLetter(text[at - 1]),
      let statement = AuthenticationResultsReader.read(value(text, before: at), .words, .other)
    {
      return statement
    }
    if let (result, _) = RspamdDialect.symbol("R_SPF_", text) {
      if case .statement(let statement) = RspamdDialect.read(text) { return statement }
      var statement = Statement(.words, .rspamd)
      statement.result = result
      return statement
    }
    if let (result, identity) = FilterDialects.symbol(text) {
      var statement = Statement(.words, .spamAssassin)
      statement.result = result
      statement.identity = identity
      WhyURL(text)?.fill(&statement)
      return statement
    }
    if let failed = text.after("[SPF failed: "),
      let statement = ReplyReader.read(failed, .words, .spamAssassin)
    {
      var statement = statement
      statement.result = statement.result ?? .fail
      return statement
    }
    return reply(text, isLogged: isLogged)
  }

  /// A bounce or a reply that gives SPF as the reason.
  static func reply(_ text: Octets, isLogged: Bool) -> Statement? {
    guard var statement = ReplyReader.read(text, .words, .other) else { return nil }
    if statement.disposition == .unknown {
      for words in [
        " said: ", "Diagnostic-Code: SMTP; ", "Diagnostic-Code: smtp; ", "smtp;", "SMTP error", "reject=",
      ]
        as [StaticString]
      {
        if let behind = text.after(words) {
          statement.disposition = firstCode(behind)
          break
        }
      }
    }
    if statement.disposition == .unknown, text.contains("ddress rejected: ") || text.contains("5.7.26") {
      statement.disposition = firstCode(text)
    }
    if statement.result == nil, statement.disposition == .rejected, WhyURL(text) != nil {
      statement.result = .fail
    }
    // Words about SPF that say neither a result nor of what are somebody's prose, or a pattern to search for.
    guard statement.result != nil else { return nil }
    if !isLogged, statement.disposition == .unknown, statement.client == nil, statement.sender == nil,
      statement.domain == nil,
      statement.helo == nil, !text.contains("ddress rejected")
    {
      return nil
    }
    return statement
  }

  /// The disposition of the first reply code among the words.
  private static func firstCode(_ text: Octets) -> Disposition {
    var index = 0
    while index + 3 <= text.count, index < 400 {
      if index == 0 || !Octets.isDigit(text[index - 1]) && text[index - 1] != UInt8(ascii: "."),
        let code = text[index..<(index + 3)].number, code >= 400, code < 600,
        index + 3 == text.count || text[index + 3] == 0x20 || text[index + 3] == UInt8(ascii: "-")
      {
        return code >= 500 ? .rejected : .deferred
      }
      index += 1
    }
    return .unknown
  }

  private static func value(_ text: Octets, before at: Int) -> Octets {
    if let header = text[0..<at].firstIndexFolded(of: "authentication-results:") {
      return text.dropFirst(header + 23)
    }
    return text.dropFirst(at)
  }
}
