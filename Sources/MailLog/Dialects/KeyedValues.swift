internal import SPF

/// `key=value` pairs as Received-SPF has them, in lines that may be cut off and whose values are not quoted
/// where they should be: the parser of the header field would refuse them.
struct KeyedValues {
  let text: Octets

  /// The value behind `key`, which includes the "=": up to ";", "," or the end of a comment.
  func value(_ key: StaticString) -> Octets? {
    var from = 0
    while let at = text.firstIndex(of: key, from: from) {
      from = at + 1
      // Another key may end in this one.
      if at > 0, Octets.isLetter(text[at - 1]) || text[at - 1] == UInt8(ascii: "-") { continue }
      let start = at + key.utf8CodeUnitCount
      if start < text.count, text[start] == UInt8(ascii: "\"") {
        let end = text.position(of: "\"", from: start + 1) ?? text.count
        return text[(start + 1)..<end]
      }
      var end = start
      var depth = 0
      while end < text.count {
        let octet = text[end]
        if octet == UInt8(ascii: ";") { break }
        if octet == UInt8(ascii: "(") { depth += 1 }
        if octet == UInt8(ascii: ")") {
          if depth == 0 { break }
          depth -= 1
        }
        end += 1
      }
      return text[start..<end].trimmed
    }
    return nil
  }

  /// Fills in what the pairs tell.
  func fill(_ statement: inout Statement) {
    if let identity = value("identity=") {
      statement.identity =
        identity.hasPrefix("helo") ? .helo : identity.hasPrefix("mailfrom") ? .mailFrom : nil
    }
    if let client = value("client-ip=") { statement.client = client.address }
    if let helo = value("helo=") { statement.helo = helo.field(limit: 512) }
    if let sender = value("envelope-from=") { statement.sender = Self.path(sender) }
    if let receiver = value("receiver="), let recipient = Self.recipient(receiver) {
      statement.recipients = [recipient]
    }
  }

  /// A path without its angle brackets.
  static func path(_ text: Octets) -> String {
    var inner = text.trimmed
    if inner.first == UInt8(ascii: "<") { inner = inner.dropFirst(1) }
    while let last = inner.last, last == UInt8(ascii: ">") || last == UInt8(ascii: ",") {
      inner = inner.dropLast(1)
    }
    return inner.prefix(1024).text
  }

  /// A recipient, if it is one: programs write their own name or nothing useful there too.
  static func recipient(_ text: Octets) -> String? {
    var path = text.trimmed
    if let blank = path.position(of: " ") { path = path[0..<blank] }
    guard let at = path.lastPosition(of: "@"), at > 0, at + 1 < path.count else { return nil }
    return Self.path(path)
  }
}
