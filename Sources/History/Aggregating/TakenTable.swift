/// What a table held, to be made a batch away from the way of a message.
struct TakenTable: Sendable {
  let sightings: SightingTable
  let records: [RecordVersion]
  let dropped: Int

  func batch(widths: NetworkWidths) -> HistoryBatch {
    // Messages that differ can have an observation in common: that of the HELO identity, of many senders.
    var merged: [Observation: Int] = [:]
    for entry in sightings.entries {
      for var observation in PackedSighting.observations(
        sightings.key(of: entry), count: 1, widths: widths)
      {
        observation.count = 0
        merged[observation, default: 0] += entry.count
      }
    }
    let observations = merged.map { observation, count in
      var observation = observation
      observation.count = count
      return observation
    }
    return HistoryBatch(observations: observations, records: records)
  }
}
