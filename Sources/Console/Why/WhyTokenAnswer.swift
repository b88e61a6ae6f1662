/// What is known of a token.
public enum WhyTokenAnswer: Sendable, Hashable {
  /// It stands for a refusal.
  case refusal(WhyRefusal)
  /// It did, but that was too long ago.
  case expired
  /// There is none such.
  case unknown
}
