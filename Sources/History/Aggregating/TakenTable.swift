internal import SPF

/// What a table held, to be made batches away from the way of a message: small ones, so that no transaction is long and
/// little of it is text at a time.
struct TakenTable: Sendable {
  /// The messages of one batch, each of two observations at most.
  static let portion = 1000

  private let sightings: SightingTable
  private let records: [RecordVersion]
  private let order: [SightingTable.Entry]
  private var nextSighting = 0
  private var nextRecord = 0

  init(sightings: SightingTable, records: [RecordVersion], order: [SightingTable.Entry] = []) {
    self.sightings = sightings
    self.records = records
    self.order = order
  }

  /// The table with its messages in the order of their names: neighbours in a batch are neighbours in the database.
  var sorted: TakenTable {
    var order = sightings.places.filter { $0.count != 0 }
    order.sort { PackedSighting.precedes(sightings.key(of: $0), sightings.key(of: $1)) }
    return TakenTable(sightings: sightings, records: records, order: order)
  }

  /// The memory of the table, when all of it is in batches.
  consuming func emptied() -> SightingTable {
    var table = sightings
    self = TakenTable(sightings: SightingTable(), records: [])
    table.removeAll()
    return table
  }

  /// The next batch; nil if everything was in one.
  mutating func nextBatch(widths: NetworkWidths) -> HistoryBatch? {
    guard nextSighting < order.count || nextRecord < records.count else { return nil }
    var merged: [Observation: Int] = [:]
    let end = min(nextSighting + Self.portion, order.count)
    // Messages that differ can have an observation in common: that of the HELO identity, of many senders.
    for entry in order[nextSighting..<end] {
      for observation in PackedSighting.observations(sightings.key(of: entry), widths: widths) {
        merged[observation, default: 0] += Int(entry.count)
      }
    }
    nextSighting = end
    let observations = merged.map { observation, count in
      var observation = observation
      observation.count = count
      return observation
    }
    let versions = records[nextRecord...].prefix(2 * Self.portion - observations.count)
    nextRecord += versions.count
    return HistoryBatch(observations: observations, records: Array(versions))
  }
}
