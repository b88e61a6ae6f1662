public import SPF

/// A record with a mark at the place where it falls short.
public struct RecordView: Sendable, Hashable {
  /// The domain whose record it is.
  public let domain: DomainName
  /// The record as published, made safe to show.
  public let text: String
  /// The characters of ``text`` that are marked.
  public let range: Range<Int>
  /// What the mark says.
  public let note: String

  /// The stretch of a long record that is shown on either side of the mark.
  private static let margin = 48

  /// The record that gave `outcome`; nil if it is not at hand, or lets the client pass.
  init?(_ outcome: CheckOutcome) {
    guard let trace = outcome.trace else { return nil }
    switch outcome.result {
    case .fail, .softfail, .neutral:
      guard let record = trace.record, let domain = trace.domain else { return nil }
      let stop = trace.terms.first { $0.verdict == .match }.map { record.terms[$0.termIndex].range }
      let count = record.text.count
      self.domain = domain
      text = Printable.ascii(record.text)
      range = stop ?? count..<count
      note = "no term before this covers \(outcome.client)"
    case .permerror:
      guard case .syntax(let error)? = outcome.problem?.code, let domain = outcome.problem?.domain,
        let octets = Self.text(of: error, in: trace)
      else { return nil }
      // Octets that cannot be shown take several columns, so the mark is counted in what is shown.
      let start = min(error.offset, octets.count)
      let end = max(start, min(error.term.upperBound, octets.count))
      let before = Printable.ascii(octets[..<start])
      let marked = Printable.ascii(octets[start..<end])
      self.domain = domain
      text = before + marked + Printable.ascii(octets[end...])
      range = before.count..<(before.count + marked.count)
      note = "expected \(error.expected)"
    case .pass, .none, .temperror: return nil
    }
  }

  private static func text(of error: RecordSyntaxError, in trace: RecordTrace) -> [UInt8]? {
    if case .invalid(error, let text)? = trace.lookup?.answer.selection { return text }
    for term in trace.terms {
      if let nested = term.nested, let text = text(of: error, in: nested) { return text }
    }
    return nil
  }

  /// The record around the mark in three parts, cut where it is long: before, marked, after.
  var parts: (before: String, marked: String, after: String) {
    let start = max(0, range.lowerBound - Self.margin)
    let end = min(text.count, range.upperBound + Self.margin)
    func part(_ range: Range<Int>) -> String {
      String(text.dropFirst(range.lowerBound).prefix(range.count))
    }
    return (
      (start > 0 ? "…" : "") + part(start..<range.lowerBound), part(range),
      part(range.upperBound..<end) + (end < text.count ? "…" : "")
    )
  }

  /// Two lines: the record, and the mark beneath.
  var lines: [String] {
    let (before, marked, after) = parts
    let mark = "^" + String(repeating: "~", count: max(0, marked.count - 1))
    return [before + marked + after, String(repeating: " ", count: before.count) + mark + " " + note]
  }
}
