/// Cuts a stream of octets into commands of the milter protocol, in whatever pieces it arrives.
///
/// A packet is its length in four octets, the letter of a command, and arguments. What is kept of one is bounded
/// by the constants below; the rest is counted and forgotten. After an error the decoder must not be used again:
/// the place of the next packet is unknown.
package struct MilterDecoder: Sendable {
  /// The longest packet that is taken, in octets: the largest piece of a body that any mail server sends is 1 MiB,
  /// if it was asked to; it is not, and sends 65,535 octets.
  package static let maximumPacketLength = 1 << 20
  /// The longest arguments of CONNECT, HELO, MAIL and RCPT that are taken, in octets: those of a policy request.
  package static let maximumArgumentLength = 1 << 13
  /// The longest macros that are taken, in octets; subjects of certificates may be among them.
  package static let maximumMacrosLength = 1 << 16
  /// How many octets of a header field are kept: twice what the reader of `Authentication-Results` takes.
  package static let maximumHeaderLength = 1 << 15

  /// The length of a packet and the letter of its command, as far as they have arrived.
  private var prefix: UInt64 = 0
  private var prefixCount = 0
  /// How many octets of the packet have not arrived.
  private var missing = 0
  /// What has arrived of the arguments, as far as it is kept.
  private var kept: [UInt8] = []

  /// A decoder at the beginning of a packet.
  package init() {}

  /// Whether nothing of a packet has arrived since the last one was complete.
  package var isAtBoundary: Bool { prefixCount == 0 }

  /// Consumes octets from the front of `input`: all of them and returns nil, or those up to the end of a
  /// packet and returns its command.
  package mutating func next(
    _ input: inout ArraySlice<UInt8>
  ) throws(MilterProtocolError) -> MilterCommand? {
    guard try readPrefix(&input) else { return nil }
    let letter = UInt8(truncatingIfNeeded: prefix)
    let code = MilterCode(rawValue: letter)
    let limit = code?.keptLength ?? 0
    if let code, code.mustFit, missing + kept.count > limit { throw .argumentsTooLong(code, limit: limit) }
    let piece = input.prefix(missing)
    input = input[piece.endIndex...]
    missing -= piece.count
    if missing == 0, kept.isEmpty {
      prefixCount = 0
      return try Self.command(code, letter, piece.prefix(limit))
    }
    kept.append(contentsOf: piece.prefix(limit - kept.count))
    guard missing == 0 else { return nil }
    prefixCount = 0
    defer { kept = [] }
    return try Self.command(code, letter, kept[...])
  }

  /// To be called when the stream ends.
  package func finish() throws(MilterProtocolError) {
    if !isAtBoundary { throw .endInsidePacket }
  }

  /// Takes the length and the letter; false if they have not arrived.
  private mutating func readPrefix(_ input: inout ArraySlice<UInt8>) throws(MilterProtocolError) -> Bool {
    while prefixCount < 5 {
      guard let octet = input.popFirst() else { return false }
      prefix = prefixCount == 0 ? UInt64(octet) : prefix << 8 | UInt64(octet)
      prefixCount += 1
      guard prefixCount == 4 else { continue }
      if prefix == 0 { throw .emptyPacket }
      if prefix > Self.maximumPacketLength { throw .packetTooLong(UInt32(truncatingIfNeeded: prefix)) }
      missing = Int(prefix) - 1
    }
    return true
  }

  private static func command(
    _ code: MilterCode?, _ letter: UInt8, _ octets: ArraySlice<UInt8>
  ) throws(MilterProtocolError) -> MilterCommand {
    guard let code else { return .unrecognized(letter) }
    switch code {
    case .negotiate:
      guard let offer = MilterOffer(octets) else { throw .malformed(code) }
      return .negotiate(offer)
    case .macros:
      guard let letter = octets.first else { throw .malformed(code) }
      return .macros(MilterMacros(code: MilterCode(rawValue: letter), octets: octets.dropFirst()))
    case .connect:
      guard let client = MilterClient(octets) else { throw .malformed(code) }
      return .connect(client)
    case .helo: return .helo(try string(octets, of: code))
    case .mail: return .mail(try string(octets, of: code))
    case .recipient: return .recipient(try string(octets, of: code))
    case .header:
      guard let end = octets.firstIndex(of: 0) else { throw .malformed(code) }
      return .header(name: octets[..<end], value: octets[(end + 1)...].prefix { $0 != 0 })
    case .data: return .data
    case .endOfHeader: return .endOfHeader
    case .body: return .body
    case .endOfMessage: return .endOfMessage
    case .unknownSMTP: return .unknownSMTP
    case .abort: return .abort
    case .quit: return .quit
    case .nextConnection: return .nextConnection
    }
  }

  /// The first string; it must have an end.
  private static func string(
    _ octets: ArraySlice<UInt8>, of code: MilterCode
  ) throws(MilterProtocolError) -> ArraySlice<UInt8> {
    guard let end = octets.firstIndex(of: 0) else { throw .malformed(code) }
    return octets[..<end]
  }
}
