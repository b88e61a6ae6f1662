import PolicyService
import TestSupport
import Testing

@Suite("Commands of the milter protocol")
struct MilterDecoderTests {
  private static func slice(_ text: String) -> ArraySlice<UInt8> { Array(text.utf8)[...] }

  /// The commands in a stream that arrives in pieces, and the error at its end.
  private static func decode(
    _ stream: [UInt8], piece: Int = .max
  ) -> (commands: [MilterCommand], error: MilterProtocolError?) {
    var decoder = MilterDecoder()
    var commands: [MilterCommand] = []
    var rest = stream[...]
    do throws(MilterProtocolError) {
      while !rest.isEmpty {
        var input = rest.prefix(piece)
        rest = rest.dropFirst(piece)
        while let command = try decoder.next(&input) { commands.append(command) }
      }
      try decoder.finish()
      return (commands, nil)
    } catch {
      return (commands, error)
    }
  }

  @Test("a session, however it is cut", arguments: [1, 2, 3, 5, 7, 64, 4096])
  func session(piece: Int) {
    let stream =
      MilterPackets.negotiate()
      + MilterPackets.macros("C", ["v": "Postfix 3.7", "{client_addr}": "203.0.113.99"])
      + MilterPackets.connect() + MilterPackets.helo() + MilterPackets.mail() + MilterPackets.recipient()
      + MilterPackets.packet("T") + MilterPackets.header("Subject", "one\n two") + MilterPackets.packet("N")
      + MilterPackets.packet("B", [UInt8](repeating: 0, count: 65_535))
      + MilterPackets.packet("E", "the rest\r\n")
      + MilterPackets.packet("A") + MilterPackets.packet("U", "XYZZY\0") + MilterPackets.packet("K")
      + MilterPackets.packet("Q")
    let (commands, error) = Self.decode(stream, piece: piece)
    #expect(error == nil)
    #expect(
      commands == [
        .negotiate(
          MilterOffer(
            version: 6, actions: MilterActions(rawValue: 0x1ff), steps: MilterSteps(rawValue: 0x1f_ffff))),
        .macros(
          MilterMacros(
            code: .connect, octets: Self.slice("v\0Postfix 3.7\0{client_addr}\u{0}203.0.113.99\0"))),
        .connect(
          MilterClient(
            name: Self.slice("[203.0.113.99]"), family: .ipv4, address: Self.slice("203.0.113.99"))),
        .helo(Self.slice("host.example.org")), .mail(Self.slice("<alice@example.com>")),
        .recipient(Self.slice("<bob@rx.example.org>")), .data,
        .header(name: Self.slice("Subject"), value: Self.slice("one\n two")), .endOfHeader, .body,
        .endOfMessage, .abort, .unknownSMTP, .nextConnection, .quit,
      ])
  }

  @Test("what is no packet is an error", arguments: [1, 3, .max])
  func errors(piece: Int) {
    let cases: [([UInt8], MilterProtocolError)] = [
      ([0, 0, 0, 0], .emptyPacket),
      (Array("GET / HTTP/1.1\r\n\r\n".utf8), .packetTooLong(0x4745_5420)),
      ([0x00, 0x10, 0x00, 0x01], .packetTooLong(1 << 20 + 1)),
      ([0xff, 0xff, 0xff, 0xff], .packetTooLong(.max)),
      ([0, 0], .endInsidePacket), ([0, 0, 0, 9, 0x48, 0x61], .endInsidePacket),
      ([0, 0, 0, 1], .endInsidePacket),
      (MilterPackets.packet("O", [0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]), .malformed(.negotiate)),
      (MilterPackets.packet("D"), .malformed(.macros)), (MilterPackets.packet("C"), .malformed(.connect)),
      (MilterPackets.packet("C", "host"), .malformed(.connect)),
      (MilterPackets.packet("C", "host\0"), .malformed(.connect)),
      (MilterPackets.packet("C", "host\u{0}7xx192.0.2.1\0"), .malformed(.connect)),
      (MilterPackets.packet("C", "host\u{0}4x"), .malformed(.connect)),
      (MilterPackets.packet("H", "no end"), .malformed(.helo)),
      (MilterPackets.packet("M"), .malformed(.mail)),
      (MilterPackets.packet("R", "<a@example.com>"), .malformed(.recipient)),
      (MilterPackets.packet("L", "Subject"), .malformed(.header)),
      (
        MilterPackets.packet("H", [UInt8](repeating: 0x61, count: 9000)),
        .argumentsTooLong(.helo, limit: MilterDecoder.maximumArgumentLength)
      ),
      (
        MilterPackets.packet("D", [UInt8](repeating: 0x61, count: 70_000)),
        .argumentsTooLong(.macros, limit: MilterDecoder.maximumMacrosLength)
      ),
    ]
    for (stream, error) in cases {
      #expect(Self.decode(MilterPackets.packet("A") + stream, piece: piece) == ([.abort], error))
    }
  }

  @Test("each error is one sentence of printable characters")
  func descriptions() {
    let errors: [MilterProtocolError] = [
      .emptyPacket, .packetTooLong(.max), .argumentsTooLong(.mail, limit: 8192), .malformed(.connect),
      .unknownVersion(1), .unexpected(.header, in: .connected), .tooManyForgedFields(limit: 3),
      .endInsidePacket,
    ]
    for error in errors {
      #expect(!error.description.isEmpty && !error.description.hasSuffix("."))
      #expect(error.description.utf8.allSatisfy { (0x20..<0x7f).contains($0) })
    }
  }

  @Test("a command that is not known is skipped with all it brings", arguments: [1, 4, .max])
  func unrecognized(piece: Int) {
    let stream = MilterPackets.packet("?", [UInt8](repeating: 7, count: 100_000)) + MilterPackets.packet("A")
    #expect(Self.decode(stream, piece: piece) == ([.unrecognized(0x3f), .abort], nil))
  }

  @Test("of a header field of a megabyte the beginning is kept, of a body nothing", arguments: [1000, .max])
  func large(piece: Int) {
    let value = String(repeating: "x", count: 1_000_000)
    let stream = MilterPackets.header("X-Large", value) + MilterPackets.packet("Q")
    let (commands, error) = Self.decode(stream, piece: piece)
    #expect(error == nil && commands.count == 2)
    guard case .header(let name, let kept)? = commands.first else {
      Issue.record("expected a header field, got \(commands)")
      return
    }
    #expect(name == Self.slice("X-Large"))
    #expect(kept.count == MilterDecoder.maximumHeaderLength - name.count - 1)
  }

  @Test("any octets give the same commands, whole and in pieces, and end in an error at worst")
  func random() {
    var random = SeededGenerator(seed: 6)
    let letters = Array("ODCHMRTLNBEUAQK?".utf8)
    for _ in 0..<3000 {
      var stream: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<6, using: &random) {
        let length = Int.random(in: 0..<40, using: &random)
        let said =
          Int.random(in: 0..<12, using: &random) == 0
          ? UInt32.random(in: 0 ... .max, using: &random) : UInt32(length)
        stream += MilterPackets.number(said)
        stream.append(letters[Int.random(in: 0..<letters.count, using: &random)])
        for _ in 1..<max(length, 2) {
          stream.append(Bool.random(using: &random) ? UInt8.random(in: 0...255, using: &random) : 0)
        }
      }
      let whole = Self.decode(stream)
      let pieces = Self.decode(stream, piece: Int.random(in: 1...9, using: &random))
      #expect(whole == pieces)
    }
  }
}
