/// Tells whether an address gives away one of the recipients of a case, in whatever form a variable envelope return path
/// holds it.
struct RecipientNames {
  private let parts: Set<String>
  /// Whether there were recipients that are not known any more.
  private let isCut: Bool

  init(_ item: DiagnosedCase) {
    self.init(item.recipients, isCut: item.incidents.contains { $0.recipients.overflow > 0 })
  }

  init(_ recipients: [String], isCut: Bool = false) {
    var parts: Set<String> = []
    for recipient in recipients {
      let at = recipient.lastIndex(of: "@") ?? recipient.endIndex
      let local = recipient[..<at]
      parts.insert(Self.letters(local))
      // user+detail@… is user's mailbox.
      if let base = local.split(separator: "+").first { parts.insert(Self.letters(base)) }
      parts.insert(Self.letters(recipient[at...]))
    }
    parts.remove("")
    self.parts = parts
    self.isCut = isCut
  }

  /// Whether `address` holds the local part or the domain of a recipient, whatever stands between its letters: better
  /// once too often than once too seldom.
  func areIn(_ address: String) -> Bool {
    if isCut || address.contains("=") || address.contains("%") { return true }
    let letters = Self.letters(address)
    return parts.contains { letters.contains($0) }
  }

  /// `address`, or if it gives away a recipient its domain with the local part replaced (RFC 6590); nil if the domain
  /// does so as well.
  func redacted(_ address: String) -> String? {
    guard areIn(address) else { return address }
    guard let at = address.lastIndex(of: "@") else { return nil }
    let host = address[address.index(after: at)...]
    let letters = Self.letters(host)
    return parts.contains { letters.contains($0) } ? nil : "redacted@\(host)"
  }

  private static func letters(_ text: some StringProtocol) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
