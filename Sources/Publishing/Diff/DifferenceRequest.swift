internal import Reporting
public import SPF

/// What `spf diff` is asked for.
public struct DifferenceRequest: Sendable {
  private let old: String
  private let new: String?
  private let domain: DomainName?
  private let saveTo: String?
  private let time: Int64

  /// A comparison of `old` with `new`, as given on the command line; a record's text stands at `domain`. The new side,
  /// or the only one, is saved to the file `saveTo` at `time`, in seconds since 1970-01-01T00:00:00Z.
  public init(old: String, new: String?, domain: DomainName?, saveTo: String?, time: Int64) {
    self.old = old
    self.new = new
    self.domain = domain
    self.saveTo = saveTo
    self.time = time
  }

  /// Reads both sides, saves, and compares.
  public func answer(over resolver: any Resolver) async throws -> DifferenceOutcome {
    let oldSource = try RecordSource(old)
    let newSource = try new.map { given throws(SourceError) in try RecordSource(given) }
    let one = try oldSource.opened(over: resolver, domain: domain ?? newSource?.domain)
    let before = try await RecordMeaning.of(one.domain, resolver: one.resolver)
    guard let newSource else {
      try save(before)
      return DifferenceOutcome(old: one.label, new: one.label, difference: nil)
    }
    let other = try newSource.opened(over: resolver, domain: domain ?? one.domain)
    let after = try await RecordMeaning.of(other.domain, resolver: other.resolver)
    try save(after)
    for (meaning, label) in [(before, one.label), (after, other.label)] { try Self.require(meaning, label) }
    guard before.isPublished || after.isPublished else {
      throw SourceError(
        given: "\(one.label), \(other.label)", message: "neither has an SPF record",
        remedy: "There is nothing to compare. Look for a misspelt name.")
    }
    return DifferenceOutcome(
      old: one.label, new: other.label, difference: MeaningDifference(from: before, to: after))
  }

  /// Where DNS did not answer, nobody knows what a record says: that both sides lack the same proves nothing.
  private static func require(_ meaning: RecordMeaning, _ label: String) throws(SourceError) {
    guard let (question, failure) = meaning.unanswered else { return }
    throw SourceError(
      given: label, message: "\(question): \(failure)",
      remedy: "Without that answer nothing can be proved. Try again, or name a --resolver.")
  }

  private func save(_ meaning: RecordMeaning) throws {
    guard let saveTo else { return }
    try OutputFile.write(try Snapshot(meaning, time: time).json, to: saveTo, replaces: true)
  }
}
