internal import SPF

/// Tells mail of ours from mail that we passed on.
///
/// An authenticated user's mail is ours, and so is that of programs on this host. Mail that an unauthenticated
/// client brought was passed on if its reverse-path is not ours, if an alias made its recipient another one, or
/// if SRS wrote the reverse-path anew. What a program handed in is passed on if the same message, by its
/// Message-ID and reverse-path, came in from outside before: a filter script redirected it.
struct OriginRules {
  private let ownDomains: Set<[UInt8]>
  private var lastDomain: [UInt8] = []
  private var lastIsOwn = false

  init(ownDomains: Set<DomainName>) {
    self.ownDomains = Set(
      ownDomains.map { name in
        var text: [UInt8] = []
        name.appendPresentation(to: &text)
        return text.map(Octets.fold)
      })
  }

  mutating func origin(of mail: OutgoingMail) -> MessageOrigin {
    if !mail.user.isEmpty { return .submitted(by: mail.user.withOctets { $0.field(limit: 255) }) }
    if isForwarded(mail) { return .forwarded(from: mail.source ?? mail.client) }
    if !mail.traits.isDisjoint(with: [.pickedUp, .notice]) { return .local }
    guard let client = mail.client else { return .unknown }
    if client.isLoopback { return .local }
    if mail.traits.contains(.submission) || client.isPrivate || isOwn(mail) { return .submitted(by: nil) }
    return .unknown
  }

  /// Whether it came from outside and was passed on; asked of every message, so it makes no texts.
  mutating func isForwarded(_ mail: OutgoingMail) -> Bool {
    if !mail.user.isEmpty { return false }
    if mail.hasSender, Self.isRewritten(mail.sender) { return true }
    if mail.traits.contains(.seenOutside) { return true }
    guard let client = mail.client, !client.isLoopback,
      mail.traits.isDisjoint(with: [.pickedUp, .notice, .submission])
    else { return false }
    if client.isPrivate {
      return mail.traits.contains(.expanded) && !ownDomains.isEmpty && mail.hasSender && !mail.sender.isEmpty
        && !isOwn(mail)
    }
    if mail.traits.contains(.expanded) { return true }
    // Whom we let relay without authentication is known only by whose mail it is.
    return !ownDomains.isEmpty && mail.hasSender && !isOwn(mail)
  }

  /// Whether it was brought by somebody who is no user of ours, as far as is known. Behind a translation of
  /// addresses all clients may look like one of our own network.
  mutating func isFromOutside(_ mail: OutgoingMail) -> Bool {
    guard let client = mail.client, mail.user.isEmpty, !mail.traits.contains(.submission) else {
      return false
    }
    if client.isPrivate { return !ownDomains.isEmpty && !mail.sender.isEmpty && !isOwn(mail) }
    return !client.isLoopback
  }

  /// Whether its reverse-path is known to be none of ours.
  mutating func isStranger(_ mail: OutgoingMail) -> Bool {
    !ownDomains.isEmpty && mail.hasSender && !mail.sender.isEmpty && !isOwn(mail)
  }

  /// The reverse-path of the Sender Rewriting Scheme.
  private static func isRewritten(_ sender: [UInt8]) -> Bool {
    sender.count > 6
      && sender.withOctets {
        ($0.hasPrefixFolded("srs0") || $0.hasPrefixFolded("srs1"))
          && "=+-".utf8.contains($0[4])
      }
  }

  private mutating func isOwn(_ mail: OutgoingMail) -> Bool {
    guard !ownDomains.isEmpty, mail.hasSender, let at = mail.sender.lastIndex(of: UInt8(ascii: "@")) else {
      return false
    }
    let domain = mail.sender[(at + 1)...]
    if domain.elementsEqual(lastDomain) { return lastIsOwn }
    lastDomain = Array(domain)
    lastIsOwn = false
    var rest = lastDomain.map(Octets.fold)[...]
    while true {
      if ownDomains.contains(Array(rest)) {
        lastIsOwn = true
        break
      }
      guard let dot = rest.firstIndex(of: UInt8(ascii: ".")) else { break }
      rest = rest[(dot + 1)...]
    }
    return lastIsOwn
  }
}

extension IPAddress {
  /// Of this host: 127.0.0.0/8, ::1.
  fileprivate var isLoopback: Bool {
    family == .ipv4 ? low >> 24 & 0xff == 127 : high == 0 && low == 1
  }

  /// Not of the Internet at large: RFC 1918, RFC 3927, RFC 6598, RFC 4193, RFC 4291 section 2.5.6.
  fileprivate var isPrivate: Bool {
    guard family == .ipv4 else { return high >> 57 == 0x7e || high >> 54 == 0x3fa }
    let bits = UInt32(truncatingIfNeeded: low)
    return bits >> 24 == 10 || bits >> 20 == 0xac1 || bits >> 16 == 0xc0a8 || bits >> 16 == 0xa9fe
      || bits >> 22 == 0x191
  }
}
