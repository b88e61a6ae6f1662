/// Who keeps what links in refusals lead to, on the way of the message: it must not block.
public protocol RefusalLinkObserver: Sendable {
  /// Takes a link; false if it cannot be kept, and must not be given to anybody.
  func take(_ link: RefusalLink) -> Bool
}
