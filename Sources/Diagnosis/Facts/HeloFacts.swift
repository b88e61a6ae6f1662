internal import SPF

/// What DNS says of the name that a client gave with HELO.
struct HeloFacts: Sendable {
  /// What it is.
  let name: HeloName
  /// As logged.
  let text: String
  /// Its addresses, if it is a name; nil if DNS failed.
  let addresses: [IPAddress]?

  /// Asks for all of it.
  static func gather(_ text: String, resolver: some Resolver) async -> HeloFacts {
    let name = HeloName(text)
    guard let domain = name.domain else { return HeloFacts(name: name, text: text, addresses: []) }
    return HeloFacts(name: name, text: text, addresses: await resolver.addresses(of: domain))
  }
}
