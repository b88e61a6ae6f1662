internal import SPF

/// The text of a record, taken apart term by term.
struct RecordText: Sendable {
  let octets: [UInt8]
  /// As much of the text as DNS can carry; behind it nobody looks.
  let carried: ArraySlice<UInt8>
  let terms: [TermText]
  /// Where a stretch of the text stands in a file.
  let place: @Sendable (Range<Int>) -> Range<FilePlace>?

  /// Takes `octets` apart; what is longer than DNS can carry is cut, and of no use anyway.
  init(_ octets: [UInt8], place: @escaping @Sendable (Range<Int>) -> Range<FilePlace>? = { _ in nil }) {
    self.octets = octets
    self.place = place
    var terms: [TermText] = []
    carried = octets.prefix(SPFRecord.maximumLength)
    let text = carried.count < octets.count ? Array(carried) : octets
    var index = min(6, text.count)
    while index < text.count {
      guard text[index] != UInt8(ascii: " ") else {
        index += 1
        continue
      }
      let end = text[index...].firstIndex(of: UInt8(ascii: " ")) ?? text.count
      terms.append(TermText(text, index..<end))
      index = end
    }
    self.terms = terms
  }

  /// The terms that are well formed.
  var usable: [TermText] { terms.filter { $0.content != nil } }

  /// The first `all`: nothing behind it is evaluated.
  var allIndex: Int? { terms.firstIndex { $0.directive?.mechanism == .all } }

  var hasRedirect: Bool {
    terms.contains { if case .redirect? = $0.modifier { true } else { false } }
  }

  /// The terms with a mechanism that evaluation can reach, with their indices.
  var reached: [(index: Int, term: TermText, directive: Directive)] {
    terms.prefix((allIndex ?? terms.count - 1) + 1).enumerated().compactMap { index, term in
      term.directive.map { (index, term, $0) }
    }
  }

  /// The ip4 and ip6 terms that evaluation can reach.
  var networks: [NetworkTerm] {
    reached.compactMap { item in
      switch item.directive.mechanism {
      case .ip4(let network): NetworkTerm(item.term, item.directive.qualifier, network)
      case .ip6(let network): network.network.map { NetworkTerm(item.term, item.directive.qualifier, $0) }
      default: nil
      }
    }
  }

  /// A mark of one term.
  func mark(_ term: TermText) -> Mark { Mark(octets, term.range) }

  /// A note about a stretch of this text.
  func note(_ message: String, _ span: Range<Int>, severity: Severity? = nil, fix: Fix? = nil) -> Note {
    Note(message, mark: Mark(octets, span), severity: severity, fix: fix, place: place(span))
  }

  /// A note about a term.
  func note(_ message: String, _ term: TermText, severity: Severity? = nil, fix: Fix? = nil) -> Note {
    note(message, term.range, severity: severity, fix: fix)
  }
}
