internal import PageSettings
internal import Reporting

extension SettingKind<WebAddress> {
  /// Where pages are served.
  static let webAddress = one(
    "`ADDRESS:PORT` or `[ADDRESS]:PORT`",
    read: { text throws(SettingMismatch) in
      guard let address = WebAddress(text) else {
        throw mismatch(
          text, expected: "an address and a port", "Write, for instance, 127.0.0.1:8025 or [::1]:8025.")
      }
      return address
    }, write: { "\($0)" })
}

extension SettingKind<String> {
  /// The name of a header field (RFC 9110 section 5.1).
  static let fieldName = one(
    "the name of a header field",
    read: { text throws(SettingMismatch) in
      let signs = "!#$%&'*+-.^_`|~".utf8
      let isName = text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0)
          || signs.contains($0)
      }
      guard isName, (1...64).contains(text.utf8.count) else {
        throw mismatch(
          text, expected: "the name of a header field of at most 64 octets",
          "Write, for instance, X-Remote-User.")
      }
      return text
    }, write: { $0 })

  /// A mail address that can stand in a header field as it is.
  static let mailAddress = one(
    "a mail address",
    read: { text throws(SettingMismatch) in
      let parts = text.split(separator: "@", omittingEmptySubsequences: false)
      let isPlain = text.utf8.allSatisfy { (0x21...0x7e).contains($0) && !"\"(),:;<>[\\]".utf8.contains($0) }
      guard parts.count == 2, !parts[0].isEmpty, ListedName.domain(String(parts[1])) != nil, isPlain,
        text.utf8.count <= 254
      else {
        throw mismatch(text, expected: "a mail address", "Write, for instance, postmaster@example.com.")
      }
      return text
    }, write: { $0 })
}
