internal import SPF
internal import Synchronization

/// Makes the links of refusals, and hands them to who keeps them.
public final class LinkDesk: Sendable {
  /// So many links are remembered, to be given again for the same.
  static let capacity = 4096

  private let observer: any RefusalLinkObserver
  private let now: @Sendable () -> Int64
  private let random: @Sendable () -> [UInt8]
  private let recent = Mutex<[RefusalLink.Subject: (token: String, expires: Int64)]>([:])

  /// A desk before `observer`. `now` gives milliseconds since 1970, `random` 16 octets that nobody can guess.
  public init(
    observer: some RefusalLinkObserver, now: @escaping @Sendable () -> Int64 = { WallTime.milliseconds },
    random: (@Sendable () -> [UInt8])? = nil
  ) {
    self.observer = observer
    self.now = now
    self.random = random ?? { LinkToken.random() }
  }

  /// The token for a refusal, good for `lifetime` or the half of it; nil if it cannot be kept.
  func token(
    for subject: RefusalLink.Subject, receiver: String, lifetime: Duration
  ) -> String? {
    let seconds = now() / 1000
    let lifetime = lifetime.components.seconds
    if let known = recent.withLock({ $0[subject] }), known.expires - seconds >= lifetime / 2 {
      return known.token
    }
    let link = RefusalLink(
      token: LinkToken.text(random()), made: seconds, expires: seconds + lifetime, subject: subject,
      receiver: receiver)
    guard observer.take(link) else { return nil }
    recent.withLock { recent in
      if recent.count >= Self.capacity { recent.removeAll(keepingCapacity: true) }
      recent[subject] = (link.token, link.expires)
    }
    return link.token
  }
}
