/// What was done with a message.
public enum ObservedAction: String, Sendable, Hashable, CaseIterable, Codable {
  /// It was let through as far as SPF is concerned.
  case accepted
  /// It was let through because of monitoring; without, it would have been refused or deferred.
  case withheld
  /// It was put off with a temporary refusal.
  case deferred
  /// It was refused.
  case rejected
}
