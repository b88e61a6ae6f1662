/// One observation, with the fact quoted.
public struct Evidence: Sendable, Hashable {
  /// What kind of observation.
  public let code: EvidenceCode
  /// The fact, as a sentence. It may quote names from the log: made safe for a terminal already.
  public let detail: String

  /// An observation.
  public init(_ code: EvidenceCode, _ detail: String) {
    self.code = code
    self.detail = detail
  }
}
