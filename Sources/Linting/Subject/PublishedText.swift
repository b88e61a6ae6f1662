internal import SPF

/// A TXT record as published, with its place if it stands in a file.
struct PublishedText: Sendable {
  let record: TextRecord
  let joined: [UInt8]
  /// Where an octet of the joined text stands in a file.
  let place: @Sendable (Int) -> FilePlace?
  /// Whether it stands in a file without quotation marks: what is wrong with its text comes of that.
  let isUnquoted: Bool

  init(
    _ record: TextRecord, isUnquoted: Bool = false,
    place: @escaping @Sendable (Int) -> FilePlace? = { _ in nil }
  ) {
    self.record = record
    self.isUnquoted = isUnquoted
    joined = record.joined
    self.place = place
  }

  /// The TXT records of an answer.
  static func all(in answer: DNSAnswer) -> [PublishedText] {
    guard case .texts(let list) = answer.records else { return [] }
    return list.map { PublishedText($0) }
  }

  var isSPF: Bool { SPFRecord.hasVersion(joined) }

  func note(_ message: String, _ span: Range<Int>, severity: Severity? = nil, fix: Fix? = nil) -> Note {
    Note(message, mark: Mark(joined, span), severity: severity, fix: fix, place: place(span.lowerBound))
  }
}
