internal import SPF

/// Stands for the world when nobody is to be asked.
struct OutsideResolver: Resolver {
  /// The answer to every question. Rules take it for "not known".
  static let failure = DNSFailure.unreachable("not looked up")

  func answer(to question: DNSQuestion) async -> DNSAnswer { .failure(Self.failure) }
}
