/// How far a connection with a mail server has come.
package enum MilterPhase: Int, Sendable, Hashable, CaseIterable {
  /// Nothing was negotiated.
  case opened
  /// No client is there.
  case negotiated
  /// A client is there, and no message.
  case connected
  /// A message was begun with MAIL.
  case message

  /// Whether it has come so far.
  func isAtLeast(_ other: MilterPhase) -> Bool { rawValue >= other.rawValue }

  /// The words that tell it behind a command.
  var words: StaticString {
    switch self {
    case .opened: "before the negotiation"
    case .negotiated: "before CONNECT"
    case .connected: "before MAIL"
    case .message: "in a message"
    }
  }
}
