internal import SPF

/// What `smtp` says of an attempt to deliver to one recipient:
/// `to=<…>, orig_to=<…>, relay=NAME[ADDRESS]:25, …, dsn=5.7.26, status=bounced (host NAME[ADDRESS] said: …)`.
struct DeliveryLine {
  enum Status {
    case sent
    case bounced
    case deferred
  }

  let recipient: Octets
  /// Whether the recipient was another one before an alias made it this.
  let isExpanded: Bool
  let status: Status
  /// `NAME[ADDRESS]:PORT`, or `none`.
  let relay: Octets
  /// What stands in brackets behind the status; the bracket at its end is missing where a line was cut off.
  let words: Octets

  /// Reads what stands behind the queue id; nil if it is something else.
  @inline(__always)
  init?(_ text: Octets) {
    guard let to = text.without("to=<"), let status = to.firstIndex(of: ", status=") else { return nil }
    let head = to[0..<status]
    let tail = to.dropFirst(status + 9)
    switch tail.word(at: 0) & 0xffff_ffff {
    // "sent", "boun", "defe", "SOFT" as numbers, which cost one comparison each.
    case 0x746e_6573: self.status = .sent
    case 0x6e75_6f62: self.status = .bounced
    case 0x6566_6564, 0x5446_4f53: self.status = .deferred
    default: return nil
    }
    let relayAt = head.firstIndex(of: ", relay=")
    let addresses = head[0..<(relayAt ?? head.count)]
    let end = addresses.firstIndex(of: ">, ") ?? addresses.lastPosition(of: ">") ?? addresses.count
    recipient = addresses[0..<end]
    isExpanded = addresses.dropFirst(end).hasPrefix(">, orig_to=<")
    if let relayAt {
      let value = head.dropFirst(relayAt + 8)
      relay = value[0..<(value.firstIndex(of: ", ") ?? value.count)]
    } else {
      relay = Octets("")
    }
    words = tail.position(of: "(").map { tail.dropFirst($0 + 1) } ?? Octets("")
  }

  /// The address of the relay.
  var relayAddress: IPAddress? { Self.peer(relay)?.address }

  /// Whether it went to a program on this host, such as a content filter: not away.
  var isInternal: Bool {
    if let open = relay.position(of: "[") {
      let behind = relay.dropFirst(open + 1)
      return behind.hasPrefix("127.") || behind.hasPrefix("::1]") || behind.hasPrefix("private/")
        || behind.hasPrefix("/")
    }
    return false
  }

  /// The words of the receiver without what Postfix puts around them, and the host that said them; nil if the
  /// receiver said nothing, as when it could not be reached.
  var said: (host: Octets, reply: Octets)? {
    for mark in [" said: ", " refused to talk to me: "] as [StaticString] {
      guard let at = words.firstIndex(of: mark) else { continue }
      let host = CommentReader.lastToken(words[0..<at])
      var reply = words.dropFirst(at + mark.utf8CodeUnitCount)
      if let end = reply.lastIndex(of: " (in reply to ") {
        reply = reply[0..<end]
      } else if reply.last == UInt8(ascii: ")") {
        reply = reply.dropLast(1)
      }
      return (host, reply)
    }
    return nil
  }

  /// `NAME[ADDRESS]`; the name is nil for `unknown`.
  static func peer(_ text: Octets) -> (name: Octets?, address: IPAddress?)? {
    guard let open = text.position(of: "[") else { return nil }
    let close = text.position(of: "]", from: open) ?? text.count
    let name = text[0..<open]
    return (name.isEmpty || name == "unknown" ? nil : name, text[(open + 1)..<close].address)
  }
}
