internal import DNS
internal import Reporting
public import SPF

/// All that DNS said about a record at one time, kept for a later comparison.
public struct Snapshot: Sendable {
  /// The domain.
  public let domain: DomainName
  /// When it was taken: seconds since 1970-01-01T00:00:00Z.
  public let time: Int64
  /// What was asked, with the answers.
  public let answers: [(question: DNSQuestion, answer: DNSAnswer)]

  /// What `meaning` was worked out from.
  public init(_ meaning: RecordMeaning, time: Int64) {
    domain = meaning.domain
    answers = meaning.answers
    self.time = time
  }

  /// A snapshot of `answers` about `domain`.
  public init(
    _ domain: DomainName, answers: [(question: DNSQuestion, answer: DNSAnswer)], time: Int64
  ) {
    self.domain = domain
    self.answers = answers
    self.time = time
  }

  /// What the record meant then.
  public var meaning: RecordMeaning {
    get async throws(MeaningError) { try await RecordMeaning.of(domain, resolver: SnapshotResolver(self)) }
  }

  /// A snapshot from its JSON text.
  public init(json: [UInt8], file: String) throws(SourceError) {
    let document: SnapshotDocument
    do {
      document = try JSONText.decode(SnapshotDocument.self, from: json)
    } catch {
      throw SourceError(
        given: file, message: "this is no snapshot", remedy: "Use a file that spf diff --save wrote.",
        cause: .content)
    }
    try self.init(document, file: file)
  }

  init(_ document: SnapshotDocument, file: String) throws(SourceError) {
    guard document.format == SnapshotDocument.currentFormat,
      let domain = SnapshotDocument.name(document.domain)
    else {
      throw SourceError(
        given: file, message: "this is no snapshot of the format \(SnapshotDocument.currentFormat)",
        remedy: "Use a file that spf diff --save wrote.",
        cause: .content)
    }
    var answers: [(question: DNSQuestion, answer: DNSAnswer)] = []
    for (index, entry) in document.answers.enumerated() {
      guard let pair = entry.pair else {
        throw SourceError(
          given: file, message: "answer \(index + 1) (\(entry.name) \(entry.type)) cannot be understood",
          remedy: "Take the snapshot anew, or correct the file.", cause: .content)
      }
      answers.append(pair)
    }
    self.domain = domain
    self.answers = answers
    time = document.time
  }

  /// A snapshot from a file.
  public static func read(_ file: String) throws(SourceError) -> Snapshot {
    let octets = try SourceError.reading(.file) { () throws(ZoneFileError) in try BoundedFile.read(file) }
    return try Snapshot(json: octets, file: file)
  }

  /// The snapshot as JSON text.
  public var json: String {
    get throws { try JSONText.encode(SnapshotDocument(self)) + "\n" }
  }
}
