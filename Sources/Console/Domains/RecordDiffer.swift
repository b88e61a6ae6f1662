internal import DNS
internal import History
internal import Publishing
internal import SPF

/// Tells what one version of a record changed in the version before it.
struct RecordDiffer: Sendable {
  let resolver: any Resolver
  /// The time for all questions to DNS.
  var time: Duration = .seconds(6)

  /// The change from the version before the last to the last; nil if there was none.
  func lastChange(of records: [RecordVersion]) async -> RecordChangeView? {
    guard records.count > 1 else { return nil }
    let desk = desk
    return await change(from: records[records.count - 2], to: records[records.count - 1], desk)
  }

  /// The changes of the last versions, the latest first; no more than `most`.
  func changes(of records: [RecordVersion], most: Int) async -> [RecordChangeView] {
    let desk = desk
    var changes: [RecordChangeView] = []
    for index in records.indices.dropFirst().suffix(most).reversed() {
      changes.append(await change(from: records[index - 1], to: records[index], desk))
    }
    return changes
  }

  private var desk: QuestionDesk<ContinuousClock> {
    QuestionDesk(resolver, limit: 8, patience: .seconds(3), time: time, clock: ContinuousClock())
  }

  private func change(
    from old: RecordVersion, to new: RecordVersion, _ desk: QuestionDesk<ContinuousClock>
  ) async -> RecordChangeView {
    guard let domain = Identity.helo(new.domain).domain, !old.text.contains("\n"), !new.text.contains("\n"),
      let before = await meaning(old, domain, desk), let after = await meaning(new, domain, desk)
    else { return RecordChangeView(old: old, new: new, difference: nil) }
    let difference = MeaningDifference(from: before, to: after)
    return RecordChangeView(old: old, new: new, difference: DifferenceView(difference))
  }

  /// What a version means, with everything that it refers to as it is now; nil if that cannot be told.
  private func meaning(
    _ version: RecordVersion, _ domain: DomainName, _ desk: QuestionDesk<ContinuousClock>
  ) async -> RecordMeaning? {
    let overlay = RecordOverlay(base: desk, domain: domain, record: version.text)
    guard let meaning = try? await RecordMeaning.of(domain, resolver: overlay), meaning.unanswered == nil
    else {
      return nil
    }
    return meaning
  }
}
