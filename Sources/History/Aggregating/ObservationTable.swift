/// What was seen since the last write: one entry for each distinct observation, and the record versions.
///
/// It grows with distinct senders, not with mail, and no further than its bounds; what finds no room is counted.
struct ObservationTable: Sendable {
  private let limits: HistoryOptions
  private var counts: [ObservationKey: Int] = [:]
  private var octets = 0
  private var records: [RecordKey: RecordVersion] = [:]
  private var recordOctets = 0
  /// What found no room.
  private(set) var dropped = 0

  private struct RecordKey: Hashable, Sendable {
    let domain: String
    let digest: Int64
  }

  init(limits: HistoryOptions) {
    self.limits = limits
  }

  var isEmpty: Bool { counts.isEmpty && records.isEmpty }
  var distinct: Int { counts.count }

  mutating func add(_ key: ObservationKey) {
    guard counts.count >= limits.mostDistinct || octets >= limits.mostOctets else {
      let before = counts.count
      counts[key, default: 0] += 1
      if counts.count != before { octets += key.size }
      return
    }
    guard let index = counts.index(forKey: key) else {
      dropped += 1
      return
    }
    counts.values[index] += 1
  }

  mutating func add(_ version: RecordVersion) {
    let key = RecordKey(domain: version.domain, digest: version.digest)
    if let known = records[key] {
      records[key] = known.merged(with: version)
    } else if recordOctets < limits.mostOctets {
      recordOctets += version.domain.utf8.count + version.text.utf8.count
      records[key] = version
    } else {
      dropped += 1
    }
  }

  /// Empties the table.
  mutating func take() -> TakenTable {
    let taken = TakenTable(counts: counts, records: Array(records.values), dropped: dropped)
    counts = [:]
    records = [:]
    octets = 0
    recordOctets = 0
    dropped = 0
    return taken
  }
}
