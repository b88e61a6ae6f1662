internal import SPF

/// The "Please see" address at the end of a reply: often the only place in which a log tells which identity
/// was refused, and for which client. Its values are not always percent-encoded, so each ends where the next
/// known name begins.
struct WhyURL {
  var identity: Identity.Scope?
  var subject: Octets?
  var client: IPAddress?
  var recipient: Octets?

  /// The first such address in `text`; nil if there is none.
  init?(_ text: Octets) {
    guard
      let start = text.firstIndex(of: "Why?").map({ $0 + 4 }) ?? text.firstIndex(of: "why?").map({ $0 + 4 })
        ?? text.firstIndex(of: "why.html?").map({ $0 + 9 })
    else { return nil }
    var query = text.dropFirst(start)
    // What the mail server adds stands behind.
    if let end = query.firstIndex(of: "; from=<") { query = query[0..<end] }
    if let end = query.firstIndex(of: " (in reply to") { query = query[0..<end] }
    if let end = query.firstIndex(of: "](") { query = query[0..<end] }
    let client = Self.value("ip=", query, last: true)
    if let client { self.client = Self.address(client) }
    if let scope = Self.scope(query) {
      identity =
        scope.hasPrefix("helo")
        ? .helo : scope.hasPrefix("mfrom") || scope.hasPrefix("mailfrom") ? .mailFrom : nil
    }
    subject = Self.value("id=", query) ?? Self.value("identity=", query) ?? Self.value("sender=", query)
    recipient = Self.value("r=", query, last: true) ?? Self.value("receiver=", query, last: true)
  }

  private static func scope(_ query: Octets) -> Octets? {
    query.without("s=") ?? query.without("scope=") ?? query.after(";s=") ?? query.after("&s=")
      ?? query.after("scope=")
  }

  /// The value of a parameter up to the next one.
  private static func value(_ name: StaticString, _ query: Octets, last: Bool = false) -> Octets? {
    var found: Int?
    var from = 0
    while let at = query.firstIndex(of: name, from: from) {
      from = at + 1
      guard at == 0 || isBoundary(query[at - 1]) else { continue }
      found = at
      if !last { break }
    }
    guard let found else { return nil }
    let rest = query.dropFirst(found + name.utf8CodeUnitCount)
    // A sender may have ";" and "&" in it: the identity ends where the client's address begins.
    if !last, let end = rest.lastIndex(of: ";ip=") ?? rest.lastIndex(of: "&ip=") {
      return rest[0..<end].trimmed
    }
    var end = 0
    while end < rest.count {
      if rest[end] == UInt8(ascii: ";") || rest[end] == UInt8(ascii: "&") {
        let next = rest.dropFirst(end + 1).trimmed
        if next.isEmpty || next.hasPrefix("ip=") || next.hasPrefix("r=") || next.hasPrefix("receiver=")
          || next.hasPrefix("id=") || next.hasPrefix("identity=")
        {
          break
        }
      }
      end += 1
    }
    return rest[0..<end].trimmed
  }

  private static func isBoundary(_ octet: UInt8) -> Bool {
    octet == UInt8(ascii: ";") || octet == UInt8(ascii: "&") || octet == UInt8(ascii: "?") || octet == 0x20
  }

  private static func address(_ text: Octets) -> IPAddress? {
    var end = 0
    while end < text.count,
      Octets.isLetter(text[end]) || Octets.isDigit(text[end]) || text[end] == UInt8(ascii: ".")
        || text[end] == UInt8(ascii: ":")
    {
      end += 1
    }
    let exact = text[0..<end]
    return exact.address ?? (exact.last == UInt8(ascii: ".") ? exact.dropLast(1).address : nil)
  }

  /// Fills in what the address tells.
  func fill(_ statement: inout Statement) {
    if statement.identity == nil { statement.identity = identity }
    if statement.client == nil { statement.client = client }
    if let subject = subject.map(Self.bare), !subject.isEmpty {
      let isEncoded = subject.position(of: "@") == nil && subject.position(of: "%") != nil
      let text = isEncoded ? Self.decoded(subject) : subject.field()
      let isAddress =
        subject.position(of: "@") != nil || isEncoded && text?.utf8.contains(UInt8(ascii: "@")) ?? false
      if statement.identity == .helo {
        if statement.helo == nil { statement.helo = text }
        if statement.domain == nil { statement.domain = text }
      } else if isAddress {
        if statement.sender == nil { statement.sender = text }
      } else if statement.domain == nil, subject.position(of: " ") == nil, subject.position(of: "[") == nil {
        statement.domain = text
      }
    }
    if statement.recipients.isEmpty, let recipient = recipient.flatMap(Self.recipient) {
      statement.recipients = [recipient]
    }
  }

  private static func recipient(_ value: Octets) -> String? {
    var word = value
    for end in [" ", "]", ";"] as [Unicode.Scalar] {
      if let at = word.position(of: end) { word = word[0..<at] }
    }
    word = bare(word)
    if word.position(of: "@") == nil, word.position(of: "%") != nil, let text = decoded(word) {
      return Array(text.utf8).withOctets { KeyedValues.recipient($0) }
    }
    return KeyedValues.recipient(word)
  }

  /// A value without the brackets and the full stop of the sentence around it.
  private static func bare(_ value: Octets) -> Octets {
    var text = value
    while let last = text.last, last == UInt8(ascii: ">") || last == UInt8(ascii: ".") {
      text = text.dropLast(1)
    }
    return text.first == UInt8(ascii: "<") ? text.dropFirst(1) : text
  }

  /// A value whose "@" is percent-encoded; others may have "%" in them as they are.
  private static func decoded(_ text: Octets) -> String? {
    guard text.containsFolded("%40") else { return text.field() }
    var out: [UInt8] = []
    var index = 0
    while index < text.count, index < 1024 {
      if text[index] == UInt8(ascii: "%"), index + 2 < text.count, let high = nibble(text[index + 1]),
        let low = nibble(text[index + 2])
      {
        out.append(high << 4 | low)
        index += 3
      } else {
        out.append(text[index])
        index += 1
      }
    }
    return String(validating: out, as: UTF8.self) ?? text.field()
  }

  private static func nibble(_ octet: UInt8) -> UInt8? {
    switch octet {
    case 0x30...0x39: octet & 15
    case 0x41...0x46, 0x61...0x66: octet & 15 + 9
    default: nil
    }
  }
}
