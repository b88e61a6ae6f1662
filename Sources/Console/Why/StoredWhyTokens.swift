public import History
internal import SPF

/// The refusals whose links a service has kept beside its history.
public struct StoredWhyTokens: WhyTokens {
  private let store: any LinkStore

  /// Those of a store.
  public init(_ store: any LinkStore) {
    self.store = store
  }

  /// What `token` stands for. One that has expired is gone from the store, or will soon be: it is unknown, as one is that
  /// cannot be looked up.
  public func answer(to token: WhyToken, now: Int64) async -> WhyTokenAnswer {
    guard let link = try? await store.link(token.description, now: now),
      let client = IPAddress(link.client), let scope = Identity.Scope(rawValue: link.scope)
    else { return .unknown }
    let question = WhyQuestion(
      scope: scope, name: link.identity, client: client, receiver: link.recipientDomain)
    return .refusal(WhyRefusal(question, time: link.made))
  }
}
