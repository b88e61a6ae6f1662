/// A part of what a store exports.
public enum ExportPortion: Sendable {
  /// Observations that were made by one origin.
  case observations([Observation], origin: String)
  /// Record versions.
  case records([RecordVersion])
}
