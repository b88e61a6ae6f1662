/// What Postfix is to do, in the words of access(5).
public enum PolicyAction: Sendable, Hashable {
  /// Nothing: go on with the next restriction.
  case dunno
  /// Put a header field before the message.
  case prepend
  /// Do what the text says, an action of access(5).
  case perform
  /// Refuse, with this code: `550 5.7.23`, `451 4.7.24`, `defer_if_permit 4.7.24`, …
  case refuse(Code)

  /// Appends the action with its text, as Postfix reads them.
  func append(_ text: [UInt8], to out: inout [UInt8]) {
    switch self {
    case .dunno: out.append("dunno")
    case .prepend: out.append("prepend ")
    case .perform: break
    case .refuse(let code):
      out.append(code.words)
      out.append(UInt8(ascii: " "))
    }
    out.append(contentsOf: text)
  }

  /// The word in the log.
  var word: StaticString {
    switch self {
    case .dunno: "dunno"
    case .prepend: "prepend"
    case .perform: "perform"
    case .refuse(let code): code.words
    }
  }

  /// The beginnings of a refusal.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// A result that the rules refuse (RFC 7372 section 3.2).
    case rejected = "550 5.7.23"
    /// A permanent error (RFC 7372 section 3.2).
    case rejectedByError = "550 5.7.24"
    /// Without enhanced codes.
    case plainRejected = "550"
    /// A temporary error (RFC 7372 section 3.2).
    case deferred = "451 4.7.24"
    /// A result that the rules refuse, but not yet (RFC 7372 section 3.2).
    case deferredResult = "451 4.7.23"
    /// Without enhanced codes.
    case plainDeferred = "451"
    /// As policyd-spf.
    case deferredIfPermit = "defer_if_permit 4.7.24"
    /// As policyd-spf without enhanced codes.
    case plainDeferredIfPermit = "defer_if_permit"

    /// Whether the client may try again.
    var isTemporary: Bool {
      switch self {
      case .rejected, .rejectedByError, .plainRejected: false
      case .deferred, .deferredResult, .plainDeferred, .deferredIfPermit, .plainDeferredIfPermit: true
      }
    }

    /// The words as a literal: no String on the way of a message.
    var words: StaticString {
      switch self {
      case .rejected: "550 5.7.23"
      case .rejectedByError: "550 5.7.24"
      case .plainRejected: "550"
      case .deferred: "451 4.7.24"
      case .deferredResult: "451 4.7.23"
      case .plainDeferred: "451"
      case .deferredIfPermit: "defer_if_permit 4.7.24"
      case .plainDeferredIfPermit: "defer_if_permit"
      }
    }
  }
}
