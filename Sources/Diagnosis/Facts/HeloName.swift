internal import SPF

/// What a client called itself.
enum HeloName: Sendable, Hashable {
  /// A name of several labels.
  case name(DomainName)
  /// An address literal; nil if it holds no address.
  case literal(IPAddress?)
  /// `localhost` or a name below it.
  case localhost
  /// One label.
  case bareWord
  /// No name at all.
  case other

  /// Reads the argument of HELO or EHLO.
  init(_ text: String) {
    let lower = text.lowercased()
    if lower.hasPrefix("[") || IPAddress(lower) != nil {
      let inner = lower.drop { $0 == "[" }.prefix { $0 != "]" }
      let address = inner.hasPrefix("ipv6:") ? inner.dropFirst(5) : inner
      self = .literal(IPAddress(address))
    } else if lower == "localhost" || lower.hasPrefix("localhost.") || lower.hasSuffix(".localhost")
      || lower.hasSuffix(".localdomain")
    {
      self = .localhost
    } else if let name = DomainName(lower), !lower.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7f }) {
      self = name.labelCount > 1 ? .name(name) : .bareWord
    } else {
      self = .other
    }
  }

  /// The name, if it is one of several labels.
  var domain: DomainName? { if case .name(let name) = self { name } else { nil } }
}
