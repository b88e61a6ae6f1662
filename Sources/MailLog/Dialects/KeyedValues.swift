internal import SPF

/// `key=value` pairs as Received-SPF has them, in lines that may be cut off and whose values are not quoted
/// where they should be: the parser of the header field would refuse them.
struct KeyedValues {
  let text: Octets

  /// Fills in what the pairs tell, in one pass; the first of a key counts.
  func fill(_ statement: inout Statement) {
    var index = 0
    var hasHELO = false
    var hasSender = false
    while index < text.count {
      let start = index
      index += Self.usualKey(text.dropFirst(start))
      while index < text.count, Octets.isLetter(text[index]) || text[index] == UInt8(ascii: "-") {
        index += 1
      }
      guard index < text.count, index > start, text[index] == UInt8(ascii: "=") else {
        // A word, or a property with a dot in its name: on to what may be the next key.
        while index < text.count, !Self.isSeparator(text[index]) { index += 1 }
        index += 1
        continue
      }
      let key = text[start..<index]
      let value = value(at: index + 1, &index)
      switch key.count {
      case 4:
        if key == "helo", !hasHELO {
          hasHELO = true
          statement.helo = value.field(limit: 512)
        }
      case 8:
        if key == "identity" {
          if value.hasPrefix("helo") { statement.identity = .helo }
          if value.hasPrefix("mailfrom") { statement.identity = .mailFrom }
        } else if key == "receiver", statement.recipients.isEmpty, let recipient = Self.recipient(value) {
          statement.recipients = [recipient]
        }
      case 9:
        if key == "client-ip", let client = value.address { statement.client = client }
      case 13:
        if key == "envelope-from", !hasSender {
          hasSender = true
          statement.sender = Self.path(value)
        }
      default: break
      }
    }
  }

  /// The length of the key at the front, if it is one of those that most lines have.
  private static func usualKey(_ text: Octets) -> Int {
    switch text.first {
    case UInt8(ascii: "i"): text.hasPrefix("identity=") ? 8 : 0
    case UInt8(ascii: "c"): text.hasPrefix("client-ip=") ? 9 : 0
    case UInt8(ascii: "e"): text.hasPrefix("envelope-from=") ? 13 : 0
    case UInt8(ascii: "r"): text.hasPrefix("receiver=") ? 8 : 0
    default: 0
    }
  }

  private static func isSeparator(_ octet: UInt8) -> Bool {
    Octets.isBlank(octet) || octet == UInt8(ascii: ";") || octet == UInt8(ascii: "(")
  }

  /// The value that begins at `start`: a quoted-string, or what stands before ";" or the end of a comment.
  private func value(at start: Int, _ index: inout Int) -> Octets {
    if start < text.count, text[start] == UInt8(ascii: "\"") {
      let end = text.position(of: "\"", from: start + 1) ?? text.count
      index = min(end + 1, text.count)
      return text[(start + 1)..<end]
    }
    var end =
      text.firstIndex(of: UInt8(ascii: ";"), UInt8(ascii: "("), UInt8(ascii: ")"), from: start) ?? text.count
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
    index = end + 1
    return text[start..<end].trimmed
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
