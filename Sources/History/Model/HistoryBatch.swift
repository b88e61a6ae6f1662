/// What is written at once, wholly or not at all.
public struct HistoryBatch: Sendable, Hashable {
  /// Observations, all different but for their counts.
  public var observations: [Observation]
  /// Record versions, one for each text of a domain.
  public var records: [RecordVersion]

  /// A batch.
  public init(observations: [Observation] = [], records: [RecordVersion] = []) {
    self.observations = observations
    self.records = records
  }

  /// Whether there is nothing in it.
  public var isEmpty: Bool { observations.isEmpty && records.isEmpty }
}
