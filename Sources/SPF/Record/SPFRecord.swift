/// A well-formed SPF record (RFC 7208 section 3), parsed once, shared by every evaluation.
public struct SPFRecord: Sendable {
  private final class Storage: Sendable {
    let text: [UInt8]
    let terms: [Term]
    let steps: [Step]
    let redirect: Int?
    let explanation: Int?

    init(text: [UInt8], terms: [Term], steps: [Step], redirect: Int?, explanation: Int?) {
      self.text = text
      self.terms = terms
      self.steps = steps
      self.redirect = redirect
      self.explanation = explanation
    }
  }

  private let storage: Storage

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
  /// The directives in evaluation order, prepared for comparing addresses.
  var steps: [Step] { storage.steps }
  /// The index of the `redirect` modifier in ``terms``.
  public var redirectIndex: Int? { storage.redirect }
  /// The index of the `exp` modifier in ``terms``.
  public var explanationIndex: Int? { storage.explanation }

  /// The term at `index` of ``terms`` as published.
  public func text(ofTerm index: Int) -> String {
    String(decoding: text[terms[index].range], as: UTF8.self)
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
