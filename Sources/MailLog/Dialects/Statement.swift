internal import SPF

/// What one line says of one check, before it is joined with others.
struct Statement {
  enum Kind {
    /// The result of one identity, which another may follow.
    case result
    /// What a policy service answered.
    case action
    /// Words of a mail server, a filter or a header field that need no answer.
    case words
  }

  var kind: Kind
  var reporter: Reporter
  var identity: Identity.Scope?
  var result: SPFResult?
  var disposition = Disposition.unknown
  /// Whether a message that is taken is held back.
  var isHeld = false
  var client: IPAddress?
  var clientName: String?
  var helo: String?
  var sender: String?
  var domain: String?
  var recipients: [String] = []
  var queueID: String?
  var user: String?
  var reason: String?
  var otherResults: [OtherResult] = []
  /// What names the message across requests, where the program tells.
  var instance: String?

  init(_ kind: Kind, _ reporter: Reporter) {
    self.kind = kind
    self.reporter = reporter
  }

  /// A statement that says neither a result nor that SPF was the reason says nothing.
  var isEmpty: Bool { result == nil && disposition == .unknown }
}
