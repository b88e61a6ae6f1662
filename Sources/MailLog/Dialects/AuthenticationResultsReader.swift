internal import SPF

/// Reads the value of Authentication-Results (RFC 8601) as logs have it.
enum AuthenticationResultsReader {
  /// What `spf=` says; nil if the field has none.
  static func read(_ value: Octets, _ kind: Statement.Kind, _ reporter: Reporter) -> Statement? {
    guard let at = method("spf=", in: value) else { return nil }
    let rest = value.dropFirst(at + 4).trimmed
    guard let (result, length) = ResultWord.read(rest) else { return nil }
    var statement = Statement(kind, reporter)
    statement.result = result
    let tail = rest.dropFirst(length).trimmed
    if tail.first == UInt8(ascii: "(") {
      let comment = tail[1..<max(1, CommentReader.end(of: tail) - 1)]
      if comment.hasPrefix("client-ip=") || comment == "mailfrom" || comment == "helo" {
        KeyedValues(text: comment).fill(&statement)
      } else {
        statement.reason = comment.field()
        CommentReader.fill(&statement, from: comment)
      }
    }
    KeyedValues(text: tail).fill(&statement)
    fillProperties(&statement, tail)
    // policyd-spf logs this field for every message, with one method in it.
    if value.contains("dkim=") || value.contains("dmarc=") || value.contains("arc=") {
      statement.otherResults = others(value)
    }
    return statement
  }

  /// Where a method begins: not within another word.
  private static func method(_ name: StaticString, in text: Octets) -> Int? {
    var from = 0
    while let at = text.firstIndex(of: name, from: from) {
      if at == 0 || !(Octets.isLetter(text[at - 1]) || text[at - 1] == UInt8(ascii: ".")) { return at }
      from = at + 1
    }
    return nil
  }

  private static func fillProperties(_ statement: inout Statement, _ text: Octets) {
    for key in ["smtp.mailfrom=", "smtp.mail="] as [StaticString] {
      guard let found = text.after(key) else { continue }
      statement.identity = .mailFrom
      var end = 0
      while end < found.count, !Octets.isBlank(found[end]), found[end] != UInt8(ascii: ";") { end += 1 }
      let subject = CommentReader.trimmedName(found[0..<end])
      if let at = subject.lastPosition(of: "@") {
        if statement.sender == nil, at > 0 { statement.sender = KeyedValues.path(subject) }
        statement.domain = subject.dropFirst(at + 1).field(limit: 255)
      } else {
        statement.domain = subject.field(limit: 255)
      }
      return
    }
    guard let found = text.after("smtp.helo=") else { return }
    statement.identity = .helo
    var end = 0
    while end < found.count, !Octets.isBlank(found[end]), found[end] != UInt8(ascii: ";") { end += 1 }
    statement.domain = found[0..<end].field(limit: 255)
    if statement.helo == nil { statement.helo = statement.domain }
  }

  private static func others(_ value: Octets) -> [OtherResult] {
    // Exchange puts no authserv-id first, and the parser wants one.
    var field = value.trimmed
    // ARC (RFC 8617 section 4.1.1) puts an instance first.
    if field.hasPrefix("i="), let end = field.position(of: ";") { field = field.dropFirst(end + 1) }
    let text = field.text
    let parsed =
      (try? AuthenticationResults(parsing: text)) ?? (try? AuthenticationResults(parsing: "x; " + text))
    guard let parsed else { return [] }
    return parsed.results.prefix(8).filter { ["dkim", "dmarc", "arc"].contains($0.method) }.map { result in
      let domain = result.properties.first {
        ["header.d", "header.i", "header.from"].contains($0.name) && $0.value != "none"
      }
      return OtherResult(
        method: result.method, result: result.result,
        domain: domain.map { String($0.value.drop { $0 == "@" }) })
    }
  }
}
