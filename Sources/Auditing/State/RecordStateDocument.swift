internal import Publishing

/// The JSON form of a state.
struct RecordStateDocument: Codable {
  static let currentFormat = "spf-audit-state-1"

  let format: String
  let time: Int64
  let domains: [RecordState.Entry]

  init(_ state: RecordState) {
    format = Self.currentFormat
    time = state.time
    domains = state.entries.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Every time in it.
  var times: [Int64] {
    [time]
      + domains.flatMap { entry in
        [entry.since, entry.snapshot.time] + (entry.told.map { [$0.time] } ?? [])
          + entry.past.flatMap { [$0.snapshot.time, $0.since, $0.replaced, $0.cachedUntil] }
      }
  }
}
