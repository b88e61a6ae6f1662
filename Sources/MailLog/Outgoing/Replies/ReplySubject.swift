internal import SPF

/// What a reply tells of the check: from where the receiver saw us come, and what it looked up.
struct ReplySubject {
  private(set) var address: IPAddress?
  private(set) var domain: String?
  private(set) var identity: Identity.Scope?

  /// Reads a reply that blames SPF. `relay` is the receiver's own address, which is not ours.
  init(_ reply: ReceiverReply, relay: IPAddress?) {
    reply.text.withOctets { text in
      var statement = Statement(.words, .other)
      WhyURL(text)?.fill(&statement)
      SentenceReader.fill(&statement, from: text)
      address = statement.client
      identity = statement.identity
      domain = statement.sender.flatMap(Self.domain) ?? statement.helo ?? statement.domain
      if address == relay { address = nil }
      reply.prose.withOctets { prose in
        if address == nil { address = Self.onlyAddress(prose, except: relay) }
        if domain == nil { domain = Self.namedDomain(prose, text) }
        if identity == nil { identity = Self.namedIdentity(prose) }
      }
    }
  }

  private static func domain(_ sender: String) -> String? {
    guard let at = sender.lastIndex(of: "@"), sender.index(after: at) < sender.endIndex else { return nil }
    return String(sender[sender.index(after: at)...])
  }

  /// The address among the words, if there is only one.
  private static func onlyAddress(_ prose: Octets, except relay: IPAddress?) -> IPAddress? {
    var found: IPAddress?
    var index = 0
    while index < prose.count {
      guard isAddressOctet(prose[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < prose.count, isAddressOctet(prose[index]) { index += 1 }
      guard start == 0 || prose[start] == UInt8(ascii: ":") || !Octets.isLetter(prose[start - 1]),
        index == prose.count || !Octets.isLetter(prose[index])
      else { continue }
      guard let address = address(prose[start..<index]), address != relay, address != found else { continue }
      guard found == nil else { return nil }
      found = address
    }
    return found
  }

  /// An address with the punctuation of a sentence around it.
  private static func address(_ run: Octets) -> IPAddress? {
    if let address = run.address { return address }
    var text = run
    while let last = text.last, last == UInt8(ascii: ".") || last == UInt8(ascii: ":") {
      text = text.dropLast(1)
    }
    if let address = text.address { return address }
    while let first = text.first, first == UInt8(ascii: ":") { text = text.dropFirst(1) }
    return text.address
  }

  private static func isAddressOctet(_ octet: UInt8) -> Bool {
    Octets.isDigit(octet) || octet == UInt8(ascii: ".") || octet == UInt8(ascii: ":") || octet &- 0x61 < 6
  }

  /// The name behind the words that receivers put before the domain.
  private static func namedDomain(_ prose: Octets, _ text: Octets) -> String? {
    for phrase in [
      "sending domain ", "from domain ", "of domain ", "domain of ", "for domain ", "sender domain ",
      "records for ",
      "record for ", "send from ", "mail from ", "on behalf of ", "to use '", "spf ", "failed for ",
      "failure for ",
      "policy of ", "domain ", "spf-result=", "sender ", " for ", " from ",
    ] as [StaticString] {
      var from = 0
      while let at = prose.firstIndex(of: phrase, from: from) {
        from = at + phrase.utf8CodeUnitCount
        if let name = name(text.dropFirst(from)) { return name }
      }
    }
    return nil
  }

  /// The domain name at the front, of an address too; nil if there is none.
  private static func name(_ text: Octets) -> String? {
    var start = 0
    while start < text.count, start < 3, "<[('\"".utf8.contains(text[start]) { start += 1 }
    var end = start
    while end < text.count, end - start <= 320, text[end] > 0x20,
      !"<>[](){}'\",;:|\\/".utf8.contains(text[end])
    {
      end += 1
    }
    var name = text[start..<end]
    while name.last == UInt8(ascii: ".") { name = name.dropLast(1) }
    if let at = name.lastPosition(of: "@") { name = name.dropFirst(at + 1) }
    guard let dot = name.lastPosition(of: "."), dot > 0, dot + 2 < name.count, name.count <= 253 else {
      return nil
    }
    // The last label of a domain has a letter; that of an address or a number does not.
    for index in (dot + 1)..<name.count where !Octets.isLetter(name[index]) && !name.hasPrefixFolded("xn--") {
      return nil
    }
    return DomainName(name.text) == nil ? nil : name.text
  }

  private static func namedIdentity(_ prose: Octets) -> Identity.Scope? {
    for phrase in [
      "spf helo", "spf-helo", "spf (helo", "helo spf", "spf for helo", "helo identity", "'helo'",
    ]
      as [StaticString] where prose.contains(phrase)
    {
      return .helo
    }
    for phrase in [
      "spf mail from", "spf mailfrom", "spf (mailfrom", "mail from domain", "mail from spf", "envelope from",
      "envelope-from", "envelope sender",
      "'mfrom'",
    ] as [StaticString] where prose.contains(phrase) {
      return .mailFrom
    }
    return nil
  }
}
