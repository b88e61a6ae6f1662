internal import PolicyService
internal import SPF

extension Schema {
  /// The links in refusals.
  static let why: [Setting] = [
    Setting(
      "why.url", .optional(.linkBase), \.policy.reply.whyURL, .reload,
      "The public address of the Why page, before `/why`: refusals have a link by token to it, which needs `history.store`."
    ),
    Setting(
      "why.token_days", .wholeDays(1...365), \.policy.reply.linkLifetime, .reload,
      "For so long a link in a refusal leads to its page."),
  ]
}
