internal import SPF

/// Reads the value of Received-SPF (RFC 7208 section 9.1) as logs have it.
enum ReceivedSPFReader {
  static func read(_ value: Octets, _ kind: Statement.Kind, _ reporter: Reporter) -> Statement? {
    var statement = Statement(kind, reporter)
    return read(value, &statement) ? statement : nil
  }

  /// Fills in what the field tells; false if it is none.
  static func read(_ value: Octets, _ statement: inout Statement) -> Bool {
    let text = value.trimmed
    guard let (result, length) = ResultWord.read(text) else { return false }
    statement.result = result
    var rest = text.dropFirst(length).trimmed
    if rest.first == UInt8(ascii: "(") {
      let end = CommentReader.end(of: rest)
      let comment = rest[1..<max(1, end - 1)]
      if !(comment == "mailfrom" || comment == "helo") {
        statement.reason = comment.field()
        CommentReader.fill(&statement, from: comment)
      }
      rest = rest.dropFirst(end)
    }
    KeyedValues(text: rest).fill(&statement)
    if statement.identity == nil, statement.sender.map({ !$0.isEmpty }) ?? false {
      statement.identity = .mailFrom
    }
    return true
  }
}
