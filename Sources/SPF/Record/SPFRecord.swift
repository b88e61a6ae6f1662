/// A well-formed SPF record (RFC 7208 section 3), parsed once, shared by every evaluation.
public struct SPFRecord: Sendable {
  private final class Storage: Sendable {
    let text: [UInt8]
    let terms: [Term]
    let steps: [Step]
    /// The target names of steps whose domain-spec is constant; the root elsewhere.
    let targets: [DomainName]
    let redirect: Int?
    let explanation: Int?

    init(text: [UInt8], terms: [Term], steps: [Step], redirect: Int?, explanation: Int?) {
      self.text = text
      self.terms = terms
      self.steps = steps
      targets = steps.map { terms[Int($0.termIndex)].directive?.mechanism.domainSpec?.constantName ?? .root }
      self.redirect = redirect
      self.explanation = explanation
    }
  }

  private let storage: Storage

  /// A record without terms.
  static let empty = SPFRecord(
    storage: Storage(text: Array("v=spf1".utf8), terms: [], steps: [], redirect: nil, explanation: nil))

  private init(storage: Storage) {
    self.storage = storage
  }

  /// The longest record that DNS can carry: the RDATA of a TXT record has at most 65,535 octets.
  public static let maximumLength = 65_535

  /// Parses a record and validates all of it (section 4.6).
  public init(_ text: [UInt8]) throws(RecordSyntaxError) {
    var parser = RecordParser(text)
    let terms = try parser.parseRecord()
    func index(of name: String) -> Int? { terms.firstIndex { $0.modifier?.name == name } }
    storage = Storage(
      text: text, terms: terms, steps: Step.compile(terms), redirect: index(of: "redirect"),
      explanation: index(of: "exp"))
  }

  /// Parses a record; see ``init(_:)-([UInt8])``.
  public init(_ text: String) throws(RecordSyntaxError) {
    try self.init(Array(text.utf8))
  }

  /// Whether `text` begins with a version section: `v=spf1`, case-insensitive (RFC 5234 section 2.3), then
  /// a space or the end (section 4.5).
  public static func hasVersion(_ text: [UInt8]) -> Bool {
    let version: StaticString = "v=spf1"
    guard text.count >= version.utf8CodeUnitCount else { return false }
    let matches = zip(text, "v=spf1".utf8).allSatisfy { DomainName.folded($0) == $1 }
    return matches && (text.count == 6 || text[6] == UInt8(ascii: " "))
  }

  /// The record as published, its strings joined.
  public var text: [UInt8] { storage.text }
  /// Directives and modifiers in the order published.
  public var terms: [Term] { storage.terms }
  /// The number of directives to evaluate: those up to the first `all`.
  var stepCount: Int { storage.steps.count }
  /// The index of the `redirect` modifier in ``terms``.
  public var redirectIndex: Int? { storage.redirect }
  /// The index of the `exp` modifier in ``terms``.
  public var explanationIndex: Int? { storage.explanation }

  /// Whether there is an `all` mechanism anywhere (section 6.1).
  var hasAll: Bool { storage.steps.last?.operation == .all }

  /// The directive to evaluate at `index`, below ``stepCount``.
  func step(at index: Int) -> Step { storage.steps[index] }

  /// The target name of the directive at `index`, whose domain-spec is constant.
  func constantTarget(ofStep index: Int) -> DomainName { storage.targets[index] }

  /// The first directive from `start` on that is not a network, or is one that matches `client`;
  /// ``stepCount`` if there is none.
  func skipNetworks(from start: Int, client: IPAddress) -> Int {
    let steps = storage.steps
    var index = start
    let isIPv4 = client.family == .ipv4
    while index < steps.count {
      switch steps[index].operation {
      case .ip4:
        if isIPv4, steps[index].matchesIPv4(client.low) { return index }
      case .ip6:
        if !isIPv4, steps[index].matchesIPv6(client) { return index }
      default:
        return index
      }
      index += 1
    }
    return index
  }

  /// The term at `index` of ``terms`` as published.
  public func text(ofTerm index: Int) -> String {
    String(decoding: octets(ofTerm: index), as: UTF8.self)
  }

  /// The octets of the term at `index` of ``terms``.
  public func octets(ofTerm index: Int) -> ArraySlice<UInt8> {
    storage.text[storage.terms[index].range]
  }
}

extension SPFRecord: Hashable {
  /// Equality of the published octets.
  public static func == (left: SPFRecord, right: SPFRecord) -> Bool { left.text == right.text }

  /// Hashes the published octets.
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension SPFRecord: CustomStringConvertible {
  /// The record as published; a well-formed record is printable ASCII.
  public var description: String { String(decoding: text, as: UTF8.self) }
}
