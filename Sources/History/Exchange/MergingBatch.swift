/// Lines of an import until they are written: what is there twice is one.
struct MergingBatch {
  private var observations: [Observation: Int] = [:]
  private var records: [String: RecordVersion] = [:]
  /// The lines taken.
  private(set) var count = 0

  mutating func add(_ observation: Observation) {
    var key = observation
    key.count = 0
    observations[key] = max(observations[key] ?? 0, observation.count)
    count += 1
  }

  mutating func add(_ version: RecordVersion) {
    let key = "\(version.domain)\n\(version.digest)"
    records[key] = records[key]?.merged(with: version) ?? version
    count += 1
  }

  var batch: HistoryBatch {
    HistoryBatch(
      observations: observations.map { key, count in
        var observation = key
        observation.count = count
        return observation
      }, records: Array(records.values))
  }
}
