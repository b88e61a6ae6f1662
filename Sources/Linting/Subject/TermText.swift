internal import SPF

/// A term as written: well formed or not.
struct TermText: Sendable {
  /// Where a term departs from the grammar.
  struct Mistake: Sendable {
    let code: RecordSyntaxError.Code
    let offset: Int
    let expected: String
    let remedy: String
  }

  /// The octets of the record that make it up.
  let range: Range<Int>
  /// The octets themselves.
  let octets: [UInt8]
  /// What it means; nil if it is malformed.
  let content: Term.Content?
  let mistake: Mistake?

  /// Reads a term that stands at `range` of `text`, on its own: one mistake hides no other.
  init(_ text: [UInt8], _ range: Range<Int>) {
    self.range = range
    octets = Array(text[range])
    let version = Array("v=spf1 ".utf8)
    do throws(RecordSyntaxError) {
      content = try SPFRecord(version + octets).terms.first?.content
      mistake = nil
    } catch {
      content = nil
      mistake = Mistake(
        code: error.code, offset: error.offset - version.count + range.lowerBound, expected: error.expected,
        remedy: error.remedy)
    }
  }

  var directive: Directive? {
    if case .directive(let directive)? = content { directive } else { nil }
  }

  var modifier: Modifier? {
    if case .modifier(let modifier)? = content { modifier } else { nil }
  }

  /// As printable ASCII, cut.
  var shown: String { Printable.ascii(octets.prefix(120)) }

  /// The text in lower case, its qualifier left out.
  var folded: String {
    let text = String(decoding: octets, as: UTF8.self).lowercased()
    return octets.first.flatMap { Qualifier(rawValue: $0) } == nil ? text : String(text.dropFirst())
  }

  var qualifierText: String {
    octets.first.flatMap { Qualifier(rawValue: $0) } == nil
      ? "" : String(Character(Unicode.Scalar(octets[0])))
  }
}
