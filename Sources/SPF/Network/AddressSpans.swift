/// Addresses of one family as spans of numbers: sorted, disjoint, and never next to each other, so that equal
/// sets are equal values.
struct AddressSpans: Sendable, Hashable {
  /// Addresses from `lower` to `upper`, both included.
  struct Span: Sendable, Hashable {
    var lower: UInt128
    var upper: UInt128
  }

  private(set) var spans: [Span] = []

  /// No address.
  init() {}

  /// One span.
  init(_ lower: UInt128, _ upper: UInt128) {
    spans = [Span(lower: lower, upper: upper)]
  }

  /// Spans in any order, which may overlap.
  init(unordered: [Span]) {
    spans.reserveCapacity(unordered.count)
    for span in unordered.sorted(by: { $0.lower < $1.lower }) { append(span) }
  }

  var isEmpty: Bool { spans.isEmpty }

  /// The number of addresses; the caller sees to it that they are fewer than 2^128.
  var count: UInt128 { spans.reduce(0) { $0 &+ ($1.upper - $1.lower) &+ 1 } }

  func contains(_ value: UInt128) -> Bool {
    let index = firstIndex(endingAtOrAfter: value)
    return index < spans.count && spans[index].lower <= value
  }

  /// Adds a span that begins no earlier than the last one.
  private mutating func append(_ span: Span) {
    if let last = spans.last, last.upper == .max || span.lower <= last.upper + 1 {
      if span.upper > last.upper { spans[spans.count - 1].upper = span.upper }
    } else {
      spans.append(span)
    }
  }

  func union(_ other: AddressSpans) -> AddressSpans {
    if isEmpty { return other }
    if other.isEmpty { return self }
    var out = AddressSpans()
    out.spans.reserveCapacity(spans.count + other.spans.count)
    var (left, right) = (0, 0)
    while left < spans.count || right < other.spans.count {
      let isLeft =
        right == other.spans.count
        || left < spans.count && spans[left].lower <= other.spans[right].lower
      out.append(isLeft ? spans[left] : other.spans[right])
      if isLeft { left += 1 } else { right += 1 }
    }
    return out
  }

  func intersection(_ other: AddressSpans) -> AddressSpans {
    var out = AddressSpans()
    var (left, right) = (0, 0)
    while left < spans.count, right < other.spans.count {
      let lower = max(spans[left].lower, other.spans[right].lower)
      let upper = min(spans[left].upper, other.spans[right].upper)
      if lower <= upper { out.spans.append(Span(lower: lower, upper: upper)) }
      if spans[left].upper < other.spans[right].upper { left += 1 } else { right += 1 }
    }
    return out
  }

  func subtracting(_ other: AddressSpans) -> AddressSpans {
    // To take one network out of many is what a record does term by term.
    if other.spans.count == 1 {
      var rest = self
      _ = rest.take(other.spans[0])
      return rest
    }
    var out = AddressSpans()
    var right = 0
    for span in spans {
      var lower = span.lower
      var isUsedUp = false
      while right < other.spans.count, other.spans[right].upper < lower { right += 1 }
      var index = right
      while index < other.spans.count, other.spans[index].lower <= span.upper {
        let hole = other.spans[index]
        if hole.lower > lower { out.spans.append(Span(lower: lower, upper: hole.lower - 1)) }
        if hole.upper >= span.upper {
          isUsedUp = true
          break
        }
        lower = hole.upper + 1
        index += 1
      }
      if !isUsedUp { out.spans.append(Span(lower: lower, upper: span.upper)) }
    }
    return out
  }

  /// Removes what is within `hole`, and gives it.
  mutating func take(_ hole: Span) -> AddressSpans {
    let first = firstIndex(endingAtOrAfter: hole.lower)
    var end = first
    var taken = AddressSpans()
    var rest: [Span] = []
    while end < spans.count, spans[end].lower <= hole.upper {
      let span = spans[end]
      taken.spans.append(Span(lower: max(span.lower, hole.lower), upper: min(span.upper, hole.upper)))
      if span.lower < hole.lower { rest.append(Span(lower: span.lower, upper: hole.lower - 1)) }
      if span.upper > hole.upper { rest.append(Span(lower: hole.upper + 1, upper: span.upper)) }
      end += 1
    }
    spans.replaceSubrange(first..<end, with: rest)
    return taken
  }

  /// The index of the first span that does not end before `value`.
  private func firstIndex(endingAtOrAfter value: UInt128) -> Int {
    var low = 0
    var high = spans.count
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].upper < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The fewest networks that make up the spans, as a first address and a prefix length.
  func prefixes(width: Int) -> [(first: UInt128, length: Int)] {
    var out: [(first: UInt128, length: Int)] = []
    for span in spans {
      var lower = span.lower
      while true {
        // As large as the alignment of the first address and the end of the span allow.
        var bits = min(lower.trailingZeroBitCount, width)
        while bits > 0, Self.last(of: lower, bits: bits) > span.upper { bits -= 1 }
        out.append((lower, width - bits))
        let last = Self.last(of: lower, bits: bits)
        if last >= span.upper { break }
        lower = last + 1
      }
    }
    return out
  }

  private static func last(of first: UInt128, bits: Int) -> UInt128 {
    bits == 128 ? .max : first | (UInt128(1) << UInt128(bits) - 1)
  }
}
