/// What became of a message, as far as the log tells.
public enum Disposition: String, Sendable, Hashable, Codable {
  /// It was taken.
  case accepted
  /// It was refused for good.
  case rejected
  /// It was refused for now.
  case deferred
  /// The log does not tell.
  case unknown
}
