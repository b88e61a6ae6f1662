internal import Reporting

/// Merges what ``HistoryExporter`` has written into a store.
public struct HistoryImporter {
  /// No line is longer, in octets.
  public static let longestLine = 1 << 20
  private static let portion = 1000

  private let store: any HistoryStore
  private let file: String
  private var pending: [UInt8] = []
  private var line = 0
  private var hasBegun = false
  private var hasEnded = false
  private var origin = ""
  private var batch = MergingBatch()
  /// The observations and records that were taken in.
  public private(set) var count = 0

  /// Imports into `store`; `file` is named in errors.
  public init(into store: any HistoryStore, file: String) {
    self.store = store
    self.file = file
  }

  /// Takes some octets of the file.
  public mutating func take(_ octets: ArraySlice<UInt8>) async throws {
    var rest = octets
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      pending += rest[..<end]
      rest = rest[(end + 1)...]
      let text = pending
      pending = []
      try await takeLine(text)
    }
    pending += rest
    guard pending.count <= Self.longestLine else {
      line += 1
      throw failure("it has more than \(Self.longestLine) octets")
    }
  }

  /// Takes what is left at the end of the file.
  public mutating func finish() async throws {
    if !pending.isEmpty {
      let text = pending
      pending = []
      try await takeLine(text)
    }
    try await flush()
    guard hasEnded else {
      line += 1
      throw failure("the file ends before its last line, of type \"end\": it was not exported whole")
    }
  }

  private mutating func takeLine(_ text: [UInt8]) async throws {
    line += 1
    guard text.count <= Self.longestLine else { throw failure("it has more than \(Self.longestLine) octets") }
    guard !text.allSatisfy({ $0 == 0x20 || $0 == 0x0d || $0 == 0x09 }) else { return }
    let item = try parsed(text)
    switch item {
    case .begin(let version):
      guard !hasBegun else { throw failure("it begins a second time; import the files one by one") }
      guard version == ExchangeLine.version else {
        throw failure("its form is version \(version), this program reads \(ExchangeLine.version)")
      }
      hasBegun = true
      return
    case _ where !hasBegun:
      throw failure(
        "expected {\"type\":\"spf-history\",\"version\":\(ExchangeLine.version)} as the first line")
    case _ where hasEnded:
      throw failure("there is something behind the last line")
    case .observation(let observation, let from):
      if from != origin { try await flush() }
      origin = from
      batch.add(observation)
    case .record(let version):
      batch.add(version)
    case .end(let lines):
      guard lines == count + batch.count else {
        throw failure("\(lines) lines were exported, \(count + batch.count) are here")
      }
      hasEnded = true
    }
    if batch.count >= Self.portion { try await flush() }
  }

  private func parsed(_ text: [UInt8]) throws -> ExchangeLine {
    do {
      return try JSONText.decode(ExchangeLine.self, from: text)
    } catch let error as DecodingError {
      throw failure(Self.words(of: error))
    } catch {
      throw failure("it is no JSON")
    }
  }

  private static func words(of error: DecodingError) -> String {
    func key(_ path: [any CodingKey]) -> String { path.last.map { "\"\($0.stringValue)\"" } ?? "the line" }
    switch error {
    case .keyNotFound(let missing, _): return "there is no \"\(missing.stringValue)\""
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return context.codingPath.isEmpty
        ? "it is no JSON object" : "\(key(context.codingPath)) is of another type"
    case .dataCorrupted(let context):
      return context.codingPath.isEmpty
        ? "it is no JSON, or a number is out of range"
        : "\(key(context.codingPath)): \(HistoryText.shown(context.debugDescription))"
    @unknown default: return "it cannot be read"
    }
  }

  private mutating func flush() async throws {
    guard batch.count > 0 else { return }
    // Records have no origin: a text was published, whoever saw it.
    try await store.merge(batch.batch, origin: origin)
    count += batch.count
    batch = MergingBatch()
  }

  private func failure(_ reason: String) -> ImportError {
    ImportError(file: file, line: line, reason: reason)
  }
}
