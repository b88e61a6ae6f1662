/// The attributes of a request that are kept; all others are skipped.
public enum PolicyAttribute: UInt8, Sendable, Hashable, CaseIterable {
  /// `request`: always `smtpd_access_policy`.
  case request
  /// `protocol_state`: the stage of the session, `RCPT` and so on.
  case protocolState
  /// `client_address`: the client's address.
  case clientAddress
  /// `client_name`: the verified name of the client, or `unknown`.
  case clientName
  /// `helo_name`: the argument of HELO or EHLO.
  case heloName
  /// `sender`: the reverse-path without angle brackets; empty for the null reverse-path.
  case sender
  /// `recipient`: the forward-path without angle brackets.
  case recipient
  /// `queue_id`: empty before Postfix opened a queue file.
  case queueID
  /// `instance`: the same for all recipients of one message.
  case instance
  /// `sasl_username`: the name of an authenticated user.
  case saslUsername

  /// The name on the wire.
  public var name: StaticString {
    switch self {
    case .request: "request"
    case .protocolState: "protocol_state"
    case .clientAddress: "client_address"
    case .clientName: "client_name"
    case .heloName: "helo_name"
    case .sender: "sender"
    case .recipient: "recipient"
    case .queueID: "queue_id"
    case .instance: "instance"
    case .saslUsername: "sasl_username"
    }
  }

  /// The longest name that is kept, in octets.
  static let maximumNameLength = 14

  /// The attribute of that name; nil for one that is not kept.
  ///
  /// The length and first octet decide which name it can be, so that one comparison is enough.
  init?(name: ArraySlice<UInt8>) {
    let candidate: PolicyAttribute
    switch (name.count, name.first) {
    case (6, UInt8(ascii: "s")): candidate = .sender
    case (7, UInt8(ascii: "r")): candidate = .request
    case (8, UInt8(ascii: "i")): candidate = .instance
    case (8, UInt8(ascii: "q")): candidate = .queueID
    case (9, UInt8(ascii: "h")): candidate = .heloName
    case (9, UInt8(ascii: "r")): candidate = .recipient
    case (11, UInt8(ascii: "c")): candidate = .clientName
    case (13, UInt8(ascii: "s")): candidate = .saslUsername
    case (14, UInt8(ascii: "c")): candidate = .clientAddress
    case (14, UInt8(ascii: "p")): candidate = .protocolState
    default: return nil
    }
    guard candidate.isNamed(name) else { return nil }
    self = candidate
  }

  private func isNamed(_ text: ArraySlice<UInt8>) -> Bool {
    name.withUTF8Buffer { expected in
      guard expected.count == text.count else { return false }
      return unsafe text.elementsEqual(expected)
    }
  }
}
