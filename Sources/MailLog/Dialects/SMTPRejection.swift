internal import SPF

/// A line in which Postfix says that it refused something:
/// `QUEUEID: reject: RCPT from NAME[ADDRESS]: REPLY; from=<…> to=<…> proto=… helo=<…>`.
struct SMTPRejection {
  var queueID: Octets?
  var isWarning = false
  var name: Octets?
  var client: IPAddress?
  var reply: Octets
  var from: Octets?
  var to: Octets?
  var helo: Octets?

  /// Reads what stands behind the queue id; nil if it is no such line.
  init?(_ message: Octets, queueID: Octets?) {
    self.queueID = queueID
    guard let colon = message.prefix(16).position(of: ":") else { return nil }
    let verb = message[0..<colon]
    switch verb.count {
    case 6: guard verb == "reject" else { return nil }
    case 13: guard verb == "milter-reject" else { return nil }
    case 14:
      guard verb == "reject_warning" else { return nil }
      isWarning = true
    case 4:
      guard verb == "warn" else { return nil }
      isWarning = true
    default: return nil
    }
    var rest = message.dropFirst(colon + 1).trimmed
    let envelope = rest.lastIndex(of: "; from=")
    if let helo = rest.lastIndex(of: "helo=<"), helo > envelope ?? 0 {
      let value = rest.dropFirst(helo + 6)
      self.helo = value[0..<(value.firstIndex(of: ">: ") ?? value.lastPosition(of: ">") ?? value.count)]
    }
    if let envelope {
      let fields = rest.dropFirst(envelope + 7)
      let toAt = fields.firstIndex(of: " to=")
      from = Self.path(fields[0..<(toAt ?? fields.firstIndex(of: " proto=") ?? fields.count)])
      if let toAt {
        let value = fields.dropFirst(toAt + 4)
        to = Self.path(
          value[
            0..<(value.firstIndex(of: " proto=") ?? value.position(of: ">").map { $0 + 1 } ?? value.count)])
      }
    } else if let value = rest.after(" from=<"), let end = value.position(of: ">") {
      from = value[0..<end]
    }
    if rest.hasPrefix("header ") || rest.hasPrefix("body ") {
      // cleanup: the text of the header stands before the client, and the reply behind all.
      let head = rest[0..<(envelope ?? rest.count)]
      let start = (rest.position(of: " ") ?? 0) + 1
      reply = head.dropFirst(start)
      if let at = head.lastIndex(of: " from "), at >= start {
        readClient(head.dropFirst(at + 6))
        reply = head[start..<at]
      }
      return
    }
    reply = rest[0..<(envelope ?? rest.count)]
    guard let at = rest.prefix(64).firstIndex(of: "from ") else { return }
    rest = rest.dropFirst(at + 5)
    let length = readClient(rest)
    let end = envelope.map { $0 - at - 5 } ?? rest.count
    reply = rest[min(length, end)..<max(length, end)].trimmed
  }

  /// `NAME[ADDRESS]:` with a port in some; gives its length.
  @discardableResult
  private mutating func readClient(_ text: Octets) -> Int {
    guard let open = text.position(of: "["), let close = text.position(of: "]", from: open) else { return 0 }
    let name = text[0..<open].trimmed
    if !name.isEmpty, !(name == "unknown") { self.name = name }
    client = text[(open + 1)..<close].address
    var end = close + 1
    while end < text.count, text[end] == UInt8(ascii: ":") || Octets.isDigit(text[end]) { end += 1 }
    return end
  }

  private static func path(_ text: Octets) -> Octets {
    var inner = text.trimmed
    if inner.first == UInt8(ascii: "<") { inner = inner.dropFirst(1) }
    if inner.last == UInt8(ascii: ">") { inner = inner.dropLast(1) }
    return inner.trimmed
  }
}
