internal import SPF

extension DomainName {
  /// The wildcard below the name (RFC 4592 section 2.1.1); nil if there is no room for it.
  var wildcard: DomainName? { below("*") }

  /// Whether the name is one of a wildcard.
  var isWildcard: Bool { labels.first.map { Array($0) } == Array("*".utf8) }

  /// Whether the name is one for records only, as `_spf.example.com` is: no host and no mailbox is called so.
  var isService: Bool { labels.contains { $0.first == UInt8(ascii: "_") } }

  /// The name with labels in front; nil if there is no room for them.
  func below(_ labels: String...) -> DomainName? { below(labels.map { Array($0.utf8) }) }

  /// The name with labels in front; nil if there is no room for them.
  func below(_ labels: [[UInt8]]) -> DomainName? {
    DomainName(labels: labels + self.labels.map { Array($0) })
  }
}
