import PolicyService
import Testing

@Suite("Answers of a milter")
struct MilterReplyTests {
  private static func octets(_ reply: MilterReply) -> [UInt8] {
    var out: [UInt8] = [0x7f]
    reply.append(to: &out)
    return Array(out.dropFirst())
  }

  @Test("on the wire")
  func packets() {
    #expect(Self.octets(.proceed) == MilterPackets.packet("c"))
    #expect(Self.octets(.skip) == MilterPackets.packet("s"))
    #expect(Self.octets(.progress) == MilterPackets.packet("p"))
    // A per cent sign is doubled: Sendmail takes the text for a format.
    #expect(
      Self.octets(.refuse(Array("550 5.7.23 id=a%40example.com 100%".utf8)))
        == MilterPackets.packet("y", "550 5.7.23 id=a%%40example.com 100%%\0"))
    #expect(
      Self.octets(.insertHeader(index: 0x102, name: Array("X-A".utf8), value: Array("b\n c".utf8)))
        == MilterPackets.packet("i", [0, 0, 1, 2] + Array("X-A\0b\n c\0".utf8)))
    #expect(
      Self.octets(.deleteHeader(number: 3, name: Array("X-A".utf8)))
        == MilterPackets.packet("m", [0, 0, 0, 3] + Array("X-A\0\0".utf8)))
    #expect(Self.octets(.quarantine(Array("why".utf8))) == MilterPackets.packet("q", "why\0"))
  }

  @Test("the macros wanted stand behind the numbers where they can be chosen")
  func negotiated() throws {
    let offer = MilterOffer(version: 6, actions: [.addHeaders, .chooseMacros], steps: [.noBody])
    let chosen = try MilterNegotiation(offer, actions: .addHeaders, steps: .noBody)
    let macros = [(0, "v {client_addr}"), (2, "i {auth_authen}"), (3, "i"), (5, "i")] as [(UInt32, String)]
    #expect(
      Self.octets(.negotiated(chosen))
        == MilterPackets.packet(
          "O",
          [6, 0x101, 0x10].flatMap(MilterPackets.number)
            + macros.flatMap { MilterPackets.number($0) + Array("\($1)\0".utf8) }))
    let old = try MilterNegotiation(
      MilterOffer(version: 4, actions: offer.actions, steps: offer.steps), actions: .addHeaders,
      steps: .noBody)
    #expect(
      Self.octets(.negotiated(old))
        == MilterPackets.packet("O", [4, 0x1, 0x10].flatMap(MilterPackets.number)))
  }
}
