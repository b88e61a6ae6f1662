/// Why a connection does not speak the milter protocol. The answer to all of them is a log line and the end of the
/// connection: the mail server then does what it is told to for a filter that cannot be reached.
package enum MilterProtocolError: Error, Sendable, Hashable {
  /// A packet without a command.
  case emptyPacket
  /// A packet longer than any that is taken: its length, without the four octets that tell it.
  case packetTooLong(UInt32)
  /// The arguments of a command are longer than those of any mail server.
  case argumentsTooLong(MilterCode, limit: Int)
  /// The arguments of a command cannot be read.
  case malformed(MilterCode)
  /// A version of the protocol that is not spoken here.
  case unknownVersion(UInt32)
  /// A command that has no place here.
  case unexpected(MilterCode, in: MilterPhase)
  /// A message has more header fields that would have to be deleted than any message has.
  case tooManyForgedFields(limit: Int)
  /// The connection ended in the middle of a packet.
  case endInsidePacket
}

extension MilterProtocolError: CustomStringConvertible {
  /// One sentence without a full stop, safe in a log.
  package var description: String {
    switch self {
    case .emptyPacket: "a packet of no octets: expected at least the letter of a command"
    case .packetTooLong(let length):
      "a packet of \(length) octets: at most \(MilterDecoder.maximumPacketLength) are taken; is it a mail server "
        + "with the milter protocol that connects?"
    case .argumentsTooLong(let code, let limit): "\(code.name) with more than \(limit) octets of arguments"
    case .malformed(let code): "the arguments of \(code.name) cannot be read"
    case .unknownVersion(let version):
      "version \(version) of the milter protocol: expected \(MilterNegotiation.lowestVersion) or a later one"
    case .unexpected(let code, let phase): "\(code.name) \(phase.words)"
    case .tooManyForgedFields(let limit):
      "more than \(limit) header fields Authentication-Results that claim to be ours in one message"
    case .endInsidePacket: "the connection ended in the middle of a packet"
    }
  }
}
