public import SPF

/// The facts of a refusal.
public struct WhyRefusal: Sendable, Hashable {
  /// What was checked.
  public let question: WhyQuestion
  /// With which result; nil if that is not known.
  public let result: SPFResult?
  /// When: seconds since 1970.
  public let time: Int64

  /// A refusal.
  public init(_ question: WhyQuestion, result: SPFResult? = nil, time: Int64) {
    self.question = question
    self.result = result
    self.time = time
  }
}
