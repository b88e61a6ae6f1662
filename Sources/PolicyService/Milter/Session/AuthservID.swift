internal import SPF

/// The authserv-id of this service, to be compared with those of header fields (RFC 8601 section 2.5): case does not
/// matter, nor whether labels are U-labels or A-labels (RFC 8616 section 4).
package struct AuthservID: Sendable, Hashable {
  private let text: [UInt8]
  private let domain: DomainName?

  package init(_ text: String) {
    self.text = text.utf8.map(SafeText.lowercased)
    domain = Self.domain(text)
  }

  /// Whether `other` is the same name.
  func isNamed(_ other: String) -> Bool {
    if other.utf8.lazy.map(SafeText.lowercased).elementsEqual(text) { return true }
    guard let domain else { return false }
    return Self.domain(other) == domain
  }

  private static func domain(_ text: String) -> DomainName? {
    Identity.helo(utf8: Array(text.utf8)).domain
  }
}
