/// What a comparison found.
public struct DifferenceOutcome: Sendable {
  /// What the old side is called.
  public let old: String
  /// What the new side is called.
  public let new: String
  /// The difference; nil if there was one side only, to be saved.
  public let difference: MeaningDifference?
}
