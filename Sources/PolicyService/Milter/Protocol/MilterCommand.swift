/// A command of the mail server. Octets are slices of what was received: nothing is copied to read one.
package enum MilterCommand: Sendable, Hashable {
  /// What the mail server can do.
  case negotiate(MilterOffer)
  /// Macros for the command that follows.
  case macros(MilterMacros)
  /// A client connected.
  case connect(MilterClient)
  /// The argument of HELO or EHLO.
  case helo(ArraySlice<UInt8>)
  /// The reverse-path as the client gave it; parameters of MAIL are left out.
  case mail(ArraySlice<UInt8>)
  /// A forward-path as the client gave it; parameters of RCPT are left out.
  case recipient(ArraySlice<UInt8>)
  /// DATA.
  case data
  /// A header field; lines of the value are ended by a line feed. The value may be cut to
  /// ``MilterDecoder/maximumHeaderLength``.
  case header(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)
  /// The header is complete.
  case endOfHeader
  /// A piece of the body, which is not kept.
  case body
  /// The message is complete.
  case endOfMessage
  /// An SMTP command that the mail server does not know.
  case unknownSMTP
  /// The message is given up.
  case abort
  /// The connection to the filter ends.
  case quit
  /// The client's session ended; another one follows on this connection.
  case nextConnection
  /// A command of a version that is not known here. It has no answer.
  case unrecognized(UInt8)

  /// Whether the message under way, and any answer for it that has not been given, is of no more use.
  package var givesUpMessage: Bool {
    switch self {
    case .abort, .quit, .nextConnection: true
    default: false
    }
  }
}
