internal import SPF

/// What the comments of header fields and replies tell in the sentences that programs share.
enum CommentReader {
  /// The end of the comment that begins at the front; the end of the text if it does not end.
  static func end(of text: Octets) -> Int {
    var depth = 0
    for index in 0..<text.count {
      if text[index] == UInt8(ascii: "(") { depth += 1 }
      if text[index] == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 { return index + 1 }
      }
    }
    return text.count
  }

  /// `domain of X designates A as permitted sender`, `sender IP is A`, and the like.
  static func fill(_ statement: inout Statement, from comment: Octets) {
    if let behind = comment.after("domain of ") {
      let (first, rest) = behind.splitToken()
      let subject = first == "transitioning" ? rest.splitToken().token : first
      setSubject(&statement, subject)
      if statement.domain == nil, statement.sender == nil { statement.domain = subject.field(limit: 255) }
    } else if let at = comment.firstIndex(of: " to use '"), let behind = comment.after(" to use '", from: at),
      let end = behind.position(of: "'")
    {
      // Mail::SPF: Sender is not authorized to use 'x@example.com' in 'mfrom' identity
      setSubject(&statement, behind[0..<end])
      if comment.contains("in 'helo' identity") { statement.identity = .helo }
      if comment.contains("in 'mfrom' identity") { statement.identity = .mailFrom }
    } else if let behind = comment.after("lookup of ") {
      // Exchange: error in processing during lookup of example.com: DNS Timeout
      setSubject(&statement, behind.splitToken().token)
    }
    if statement.client == nil {
      for words in ["not designate ", "designates ", "denied by domain of "] as [StaticString] {
        if let behind = comment.after(words), let client = behind.splitToken().token.address {
          statement.client = client
          break
        }
      }
    }
    if statement.client == nil, let at = comment.firstIndexFolded(of: "sender ip is ") {
      statement.client = comment.dropFirst(at + 13).trimmed.splitToken().token.address
    }
    if statement.client == nil, let at = comment.firstIndexFolded(of: " is neither permitted nor denied") {
      statement.client = lastToken(comment[0..<at]).address
    }
  }

  private static func setSubject(_ statement: inout Statement, _ subject: Octets) {
    guard let at = subject.lastPosition(of: "@") else {
      if subject.position(of: ".") != nil { statement.domain = trimmedName(subject).field(limit: 255) }
      return
    }
    if at > 0 { statement.sender = KeyedValues.path(subject) }
    statement.domain = trimmedName(subject.dropFirst(at + 1)).field(limit: 255)
  }

  static func lastToken(_ text: Octets) -> Octets {
    let inner = text.trimmed
    return inner.lastPosition(of: " ").map { inner.dropFirst($0 + 1) } ?? inner
  }

  /// A name without the punctuation that sentences put around it.
  static func trimmedName(_ text: Octets) -> Octets {
    var name = text
    while let last = name.last, ">);:,.]'\"".utf8.contains(last) { name = name.dropLast(1) }
    while let first = name.first, "<([:'\"".utf8.contains(first) { name = name.dropFirst(1) }
    return name
  }
}
