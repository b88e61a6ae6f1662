/// What is checked: the HELO identity (RFC 7208 section 2.3) or the MAIL FROM identity (section 2.4).
public struct Identity: Sendable, Hashable {
  /// Which of the two.
  public enum Scope: String, Sendable, Hashable, Codable {
    /// The name given with HELO or EHLO.
    case helo
    /// The reverse-path given with MAIL FROM.
    case mailFrom = "mailfrom"
  }

  /// Which of the two.
  public let scope: Scope
  /// The local part, case kept; `postmaster` where there is none (section 4.3).
  public let localPart: [UInt8]
  /// The domain as given, before it was found to be one or not.
  public let domainText: [UInt8]
  /// The domain to check; nil if it is malformed, an address literal, or has a single label (section 4.3).
  public let domain: DomainName?
  /// The name given with HELO or EHLO as received, for `%{h}`.
  public let helo: [UInt8]
  /// Whether the reverse-path was null: `MAIL FROM:<>` (section 2.4).
  public let isNullSender: Bool

  /// The HELO identity of a client that said `EHLO name`.
  public static func helo(_ name: some StringProtocol) -> Identity {
    helo(utf8: Array(name.utf8))
  }

  /// The HELO identity; see ``helo(_:)``.
  public static func helo(utf8 name: [UInt8]) -> Identity {
    Identity(scope: .helo, localPart: postmaster, domainText: name, helo: name, isNullSender: false)
  }

  /// The MAIL FROM identity of a reverse-path without angle brackets, as Postfix gives it. The empty one is
  /// the null reverse-path: `postmaster` at the HELO name (section 2.4).
  public static func mailFrom(_ sender: some StringProtocol, helo: some StringProtocol) -> Identity {
    mailFrom(utf8: Array(sender.utf8), helo: Array(helo.utf8))
  }

  /// The MAIL FROM identity; see ``mailFrom(_:helo:)``.
  public static func mailFrom(utf8 sender: [UInt8], helo: [UInt8]) -> Identity {
    guard !sender.isEmpty else {
      return Identity(
        scope: .mailFrom, localPart: postmaster, domainText: helo, helo: helo, isNullSender: true)
    }
    // The last "@": a quoted local part may hold others.
    guard let at = sender.lastIndex(of: UInt8(ascii: "@")) else {
      return Identity(
        scope: .mailFrom, localPart: postmaster, domainText: sender, helo: helo, isNullSender: false)
    }
    let local = at == 0 ? postmaster : Array(sender[..<at])
    return Identity(
      scope: .mailFrom, localPart: local, domainText: Array(sender[(at + 1)...]), helo: helo,
      isNullSender: false)
  }

  private init(
    scope: Scope, localPart: [UInt8], domainText: [UInt8], helo: [UInt8], isNullSender: Bool
  ) {
    self.scope = scope
    self.localPart = localPart
    self.domainText = domainText
    self.helo = helo
    self.isNullSender = isNullSender
    domain = Self.checkedDomain(domainText)
  }

  private static let postmaster = Array("postmaster".utf8)

  /// The domain of section 4.3: well formed, of several labels, U-labels made A-labels (RFC 8616 section 4).
  private static func checkedDomain(_ text: [UInt8]) -> DomainName? {
    guard let first = text.first, first != UInt8(ascii: "[") else { return nil }
    let ascii = text.allSatisfy { $0 < 0x80 } ? text : Internationalization.aLabels(text)
    guard let ascii, let name = DomainName(presentation: ascii), name.labelCount > 1 else { return nil }
    // A dotted quad, or anything else under a numeric label, can have no record: no such top label exists.
    guard let top = name.labels.last, !top.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return name
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
      out.append(contentsOf: domainText)
    }
  }
}
