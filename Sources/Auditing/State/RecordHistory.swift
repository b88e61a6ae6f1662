internal import Publishing
internal import SPF

/// Asks what the records were before, by a state.
struct RecordHistory: Sendable {
  let state: RecordState
  let limits: Limits

  /// Since when the record of `name` has let `request` pass without a break, and what did not before.
  func standing(of request: CheckRequest, at name: DomainName) async -> (
    since: Int64, refusing: [RecordState.Past]
  )? {
    guard let entry = state.entries[name] else { return nil }
    var since = entry.since
    var refusing: [RecordState.Past] = []
    for past in entry.past.reversed() {
      let outcome = await Evaluator(limits: limits).check(request, resolver: past.snapshot.resolver)
      if outcome.result != .pass {
        refusing.append(past)
      } else if refusing.isEmpty {
        since = past.since
      }
    }
    return (since, refusing)
  }
}
