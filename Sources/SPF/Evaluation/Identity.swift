/// What is checked: the HELO identity (RFC 7208 section 2.3) or the MAIL FROM identity (section 2.4).
public struct Identity: Sendable {
  /// Which of the two.
  public enum Scope: String, Sendable, Hashable, Codable {
    /// The name given with HELO or EHLO.
    case helo
    /// The reverse-path given with MAIL FROM.
    case mailFrom = "mailfrom"
  }

  /// Which of the two.
  public let scope: Scope
  /// Whether the reverse-path was null: `MAIL FROM:<>` (section 2.4).
  public let isNullSender: Bool
  /// Where in `given` the domain begins.
  private let domainStart: Int32
  /// The reverse-path as received; the HELO name where that is what is checked.
  private let given: [UInt8]
  /// The name given with HELO or EHLO as received, for `%{h}`.
  public let helo: [UInt8]

  /// The HELO identity of a client that said `EHLO name`.
  public static func helo(_ name: some StringProtocol) -> Identity {
    helo(utf8: Array(name.utf8))
  }

  /// The HELO identity; see ``helo(_:)``.
  public static func helo(utf8 name: [UInt8]) -> Identity {
    Identity(scope: .helo, given: name, domainStart: 0, helo: name, isNullSender: false)
  }

  /// The MAIL FROM identity of a reverse-path without angle brackets, as Postfix gives it. The empty one is
  /// the null reverse-path: `postmaster` at the HELO name (section 2.4).
  public static func mailFrom(_ sender: some StringProtocol, helo: some StringProtocol) -> Identity {
    mailFrom(utf8: Array(sender.utf8), helo: Array(helo.utf8))
  }

  /// The MAIL FROM identity; see ``mailFrom(_:helo:)``.
  public static func mailFrom(utf8 sender: [UInt8], helo: [UInt8]) -> Identity {
    guard !sender.isEmpty else {
      return Identity(scope: .mailFrom, given: helo, domainStart: 0, helo: helo, isNullSender: true)
    }
    // The last "@": a quoted local part may hold others.
    let start = sender.lastIndex(of: UInt8(ascii: "@")).map { $0 + 1 } ?? 0
    return Identity(scope: .mailFrom, given: sender, domainStart: start, helo: helo, isNullSender: false)
  }

  private init(scope: Scope, given: [UInt8], domainStart: Int, helo: [UInt8], isNullSender: Bool) {
    self.scope = scope
    self.given = given
    self.domainStart = Int32(clamping: domainStart)
    self.helo = helo
    self.isNullSender = isNullSender
  }

  /// The local part, case kept; `postmaster` where there is none (section 4.3).
  public var localPart: [UInt8] {
    domainStart > 1 ? Array(given[..<(Int(domainStart) - 1)]) : Self.postmaster
  }

  /// Whether the local part holds octets that are not US-ASCII (RFC 8616 section 4).
  var hasInternationalLocalPart: Bool {
    for octet in given[..<max(Int(domainStart) - 1, 0)] where octet >= 0x80 { return true }
    return false
  }

  /// The domain as given, before it was found to be one or not.
  public var domainText: [UInt8] { Array(given[Int(domainStart)...]) }

  private static let postmaster = Array("postmaster".utf8)

  /// The domain to check; nil if it is malformed, an address literal, or has a single label (section 4.3).
  /// Made anew each time it is asked for.
  public var domain: DomainName? { Self.checkedDomain(given[Int(domainStart)...]) }

  /// Writes the wire form of ``domain`` to `buffer` without making a name of it, and gives its length. Whether
  /// it is a domain that can be checked remains to be seen: it may be a single label, or end in digits. Nil for
  /// what is no domain name, and for U-labels.
  package func writeDomain(to buffer: UnsafeMutableBufferPointer<UInt8>) -> Int? {
    unsafe given.withUnsafeBufferPointer { octets in
      let text = unsafe UnsafeBufferPointer(rebasing: octets[Int(domainStart)...])
      guard let first = unsafe text.first, first != UInt8(ascii: "["), unsafe text.allSatisfy({ $0 < 0x80 })
      else { return nil }
      return unsafe DomainName.writeWire(text, to: buffer)?.count
    }
  }

  /// The domain of section 4.3: well formed, of several labels, U-labels made A-labels (RFC 8616 section 4).
  private static func checkedDomain(_ text: ArraySlice<UInt8>) -> DomainName? {
    guard let first = text.first, first != UInt8(ascii: "[") else { return nil }
    let name: DomainName?
    if text.contains(where: { $0 >= 0x80 }) {
      name = Internationalization.aLabels(Array(text)).flatMap { DomainName(presentation: $0) }
    } else {
      name = DomainName(presentation: text)
    }
    guard let name, name.labelCount > 1 else { return nil }
    // A dotted quad, or anything else under a numeric label, can have no record: no such top label exists.
    return name.hasNumericTopLabel ? nil : name
  }

  /// <sender> of section 4.1: the local part, "@" and the domain. For a U-label domain the A-label form.
  public var sender: [UInt8] {
    var out = localPart
    out.append(UInt8(ascii: "@"))
    appendDomain(to: &out)
    return out
  }

  /// Appends the domain of <sender>: folded if it is a domain name, as given otherwise.
  public func appendDomain(to out: inout [UInt8]) {
    if let domain {
      domain.appendPresentation(to: &out)
    } else {
      out.append(contentsOf: given[Int(domainStart)...])
    }
  }

  /// Appends the HELO name as `%{h}` stands for it: the A-label form of one with U-labels (RFC 8616 section 4), a
  /// domain name without the dot at its end, anything else as given.
  func appendHelo(to out: inout [UInt8]) {
    if helo.last == UInt8(ascii: ".") || helo.contains(where: { $0 >= 0x80 }),
      let name = Self.checkedDomain(helo[...])
    {
      name.appendPresentation(to: &out)
    } else {
      out.append(contentsOf: helo)
    }
  }
}

extension Identity: Hashable {
  /// Equality of what was received.
  public static func == (left: Identity, right: Identity) -> Bool {
    left.scope == right.scope && left.isNullSender == right.isNullSender && left.given == right.given
      && left.helo == right.helo
  }

  /// Hashes what was received.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(scope)
    hasher.combine(given)
    hasher.combine(helo)
  }
}
