extension PolicyAction.Code {
  /// The beginning of the refusal as a mail server gives it to the client. Where no enhanced code is configured there
  /// is one all the same, the one that Postfix puts into replies of a policy service: older ones take no reply without.
  var milterWords: StaticString {
    switch self {
    case .rejected, .rejectedByError, .deferred, .deferredResult: words
    case .plainRejected: "550 5.7.1"
    case .plainDeferred: "451 4.7.1"
    // What Postfix says for it; nothing comes later here that could still reject.
    case .deferredIfPermit: "450 4.7.24"
    case .plainDeferredIfPermit: "450 4.7.1"
    }
  }
}
