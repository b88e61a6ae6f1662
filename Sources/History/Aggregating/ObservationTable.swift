/// What was seen since the last write: one entry for each distinct message, and the record versions.
///
/// It grows with distinct senders, not with mail, and no further than its bounds; what finds no room is counted.
struct ObservationTable: Sendable {
  private let limits: HistoryOptions
  private var queue = SightingQueue()
  private var sightings = SightingTable()
  private var records: [RecordKey: RecordVersion] = [:]
  private var recordOctets = 0
  private var lost = 0

  /// What a record version takes besides its text, twice that of the domain.
  private static let recordOverhead = 256

  private struct RecordKey: Hashable, Sendable {
    let domain: String
    let digest: Int64
  }

  init(limits: HistoryOptions) {
    self.limits = limits
  }

  /// The messages that differ.
  var distinct: Int {
    mutating get {
      settle()
      return sightings.count
    }
  }

  /// What has found no room.
  var dropped: Int {
    mutating get {
      settle()
      return lost
    }
  }

  mutating func add(_ packed: UnsafeRawBufferPointer, hash: UInt32) {
    if !queue.hasRoom { settle() }
    unsafe queue.append(packed, hash: hash)
  }

  /// Counts what waits.
  private mutating func settle() {
    guard !queue.isEmpty else { return }
    sightings.approach(queue.items.lazy.map(\.hash))
    unsafe queue.forEach { packed, hash in
      let isCounted = unsafe sightings.count(
        packed, hash: hash, most: limits.mostDistinct, mostOctets: limits.mostOctets)
      if !isCounted { lost += 1 }
    }
    queue.removeAll()
  }

  mutating func add(_ version: RecordVersion) {
    let key = RecordKey(domain: version.domain, digest: version.digest)
    if let known = records[key] {
      records[key] = known.merged(with: version)
    } else if recordOctets < limits.mostOctets {
      recordOctets += version.domain.utf8.count + version.text.utf8.count + Self.recordOverhead
      records[key] = version
    } else {
      lost += 1
    }
  }

  /// Empties the table, which goes on with the memory of `spare`.
  mutating func take(spare: SightingTable) -> TakenTable {
    settle()
    let taken = TakenTable(sightings: sightings, records: Array(records.values))
    sightings = spare
    records = [:]
    recordOctets = 0
    return taken
  }
}
