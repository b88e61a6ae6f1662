public import History
public import PolicyService
internal import SPF

/// Keeps the links of refusals in a store.
public struct RefusalLinkKeeper: RefusalLinkObserver {
  private let recorder: LinkRecorder

  /// Keeps them with `recorder`.
  public init(_ recorder: LinkRecorder) {
    self.recorder = recorder
  }

  /// Takes a link, if there is room for it.
  public func take(_ link: RefusalLink) -> Bool {
    recorder.take(
      StoredLink(
        token: link.token, made: link.made, expires: link.expires, scope: link.subject.scope.rawValue,
        identity: link.subject.identity, client: "\(link.subject.client)", helo: link.subject.helo,
        recipientDomain: link.subject.recipientDomain, receiver: link.receiver))
  }
}
