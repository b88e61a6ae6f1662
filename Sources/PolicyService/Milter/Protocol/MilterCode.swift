/// The octet by which a command of the mail server begins (`SMFIC_` in the C library).
package enum MilterCode: UInt8, Sendable, Hashable, CaseIterable {
  case negotiate = 0x4f  // O
  case macros = 0x44  // D
  case connect = 0x43  // C
  case helo = 0x48  // H
  case mail = 0x4d  // M
  case recipient = 0x52  // R
  case data = 0x54  // T
  case header = 0x4c  // L
  case endOfHeader = 0x4e  // N
  case body = 0x42  // B
  case endOfMessage = 0x45  // E
  case unknownSMTP = 0x55  // U
  case abort = 0x41  // A
  case quit = 0x51  // Q
  case nextConnection = 0x4b  // K

  /// How many octets behind the code are kept; those beyond are counted and forgotten.
  var keptLength: Int {
    switch self {
    case .connect, .helo, .mail, .recipient: MilterDecoder.maximumArgumentLength
    case .negotiate, .macros: MilterDecoder.maximumMacrosLength
    case .header: MilterDecoder.maximumHeaderLength
    case .data, .endOfHeader, .body, .endOfMessage, .unknownSMTP, .abort, .quit, .nextConnection: 0
    }
  }

  /// Whether more than is kept is an error.
  var mustFit: Bool {
    switch self {
    case .negotiate, .macros, .connect, .helo, .mail, .recipient: true
    case .header, .data, .endOfHeader, .body, .endOfMessage, .unknownSMTP, .abort, .quit, .nextConnection:
      false
    }
  }

  /// The name that people know it by.
  package var name: StaticString {
    switch self {
    case .negotiate: "OPTNEG"
    case .macros: "MACRO"
    case .connect: "CONNECT"
    case .helo: "HELO"
    case .mail: "MAIL"
    case .recipient: "RCPT"
    case .data: "DATA"
    case .header: "HEADER"
    case .endOfHeader: "EOH"
    case .body: "BODY"
    case .endOfMessage: "BODYEOB"
    case .unknownSMTP: "UNKNOWN"
    case .abort: "ABORT"
    case .quit: "QUIT"
    case .nextConnection: "QUIT_NC"
    }
  }
}
