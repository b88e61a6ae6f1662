/// What a table held, to be made a batch away from the way of a message.
struct TakenTable: Sendable {
  let counts: [ObservationKey: Int]
  let records: [RecordVersion]
  let dropped: Int

  func batch(widths: NetworkWidths) -> HistoryBatch {
    // Names that differ as received, in the escape of an octet for instance, can be one as kept.
    var merged: [Observation: Int] = [:]
    for (key, count) in counts {
      guard let observation = key.observation(count: 0, widths: widths) else { continue }
      merged[observation, default: 0] += count
    }
    let observations = merged.map { observation, count in
      var observation = observation
      observation.count = count
      return observation
    }
    return HistoryBatch(observations: observations, records: records)
  }
}
