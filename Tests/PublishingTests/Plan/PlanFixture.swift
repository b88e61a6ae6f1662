import Publishing
import SPF
import TestSupport

/// A domain with a record, and plans for it.
enum PlanFixture {
  static let domain = name("corp.example.com")

  static func published(_ texts: String..., ttl: UInt32 = 86_400) -> PublishedTexts {
    PublishedTexts(
      domain: domain, zone: name("example.com"), texts: texts.map { TextRecord($0) }, ttl: ttl, servers: [],
      isAuthoritative: true)
  }

  static func change(
    _ record: String?, adding: [String] = [], removing: [String] = [], to text: String? = nil,
    _ lines: String...
  ) async throws -> RecordChange {
    let published = PublishedTexts(
      domain: domain, zone: domain, texts: record.map { [TextRecord($0)] } ?? [], ttl: 3600, servers: [],
      isAuthoritative: true)
    let resolver = TableResolver(lines: lines + (record.map { ["\(domain) TXT \($0)"] } ?? []))
    let maker = ChangeMaker(published, resolver: resolver)
    if let text { return try await maker.change(to: text) }
    return try await maker.change(adding: adding, removing: removing)
  }

  static func plan(
    _ published: PublishedTexts, adding: [String], removing: [String], timing: PlanTiming
  ) async throws -> ChangePlan {
    let resolver = TableResolver(
      lines: published.texts.map { "\(domain) TXT \(String(decoding: $0.joined, as: UTF8.self))" })
    let change = try await ChangeMaker(published, resolver: resolver).change(
      adding: adding, removing: removing)
    return ChangePlan(change, published: published, timing: timing)
  }
}
