/// Where the facts of refusals are kept whose links hold a token instead of addresses.
public protocol WhyTokens: Sendable {
  /// What `token` stands for at `now`, in seconds since 1970. The token is as ``WhyToken`` has it.
  func answer(to token: WhyToken, now: Int64) async -> WhyTokenAnswer
}
