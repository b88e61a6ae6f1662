public import SPF

/// Addresses that pass only by what DNS has for names of the owner's own: who changes those names takes pass away.
public struct HeldNames: Sendable {
  /// The addresses.
  public let addresses: NetworkSet
  /// The terms by which they pass.
  public let terms: [TermPlace]
  /// What must stay: the MX records of a name, the A or AAAA records of a host.
  public let questions: [DNSQuestion]

  /// None.
  static let none = HeldNames(addresses: NetworkSet(), terms: [], questions: [])

  /// Whether nothing need be held.
  public var isEmpty: Bool { addresses.isEmpty }

  /// `MX of corp.example.com, A of mail.corp.example.com`.
  var names: String { questions.map { "\($0.type) of \($0.name)" }.joined(separator: ", ") }
}
