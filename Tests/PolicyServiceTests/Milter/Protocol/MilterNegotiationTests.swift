import PolicyService
import Testing

@Suite("The negotiation of a milter")
struct MilterNegotiationTests {
  private static let wishes: MilterSteps = [
    .noBody, .noUnknown, .noData, .skip, .noMailReply, .noHeaderReply,
  ]

  @Test(
    "the lower version is spoken, and what it has not is not asked for",
    arguments: [
      // What Postfix offers with milter_protocol = 2, 3, 4 and 6.
      (UInt32(2), UInt32(0x1ff), UInt32(0x00_007f), UInt32(2), UInt32(0x31), UInt32(0x00_0010)),
      (3, 0x1ff, 0x00_017f, 3, 0x31, 0x00_0110), (4, 0x1ff, 0x00_037f, 4, 0x31, 0x00_0310),
      (6, 0x1ff, 0x1f_ffff, 6, 0x131, 0x00_4790),
      // A later version, a poor one, and one that names nothing: the actions and steps of version 1.
      (9, 0x1ff, 0xffff_ffff, 6, 0x131, 0x00_4790), (6, 0x01, 0x10, 6, 0x01, 0x10), (2, 0, 0, 2, 0x01, 0x10),
    ])
  func versions(
    version: UInt32, actions: UInt32, steps: UInt32, spoken: UInt32, asked: UInt32, left: UInt32
  ) throws {
    var decoder = MilterDecoder()
    var octets = MilterPackets.negotiate(version: version, actions: actions, steps: steps)[...]
    guard case .negotiate(let offer)? = try decoder.next(&octets) else {
      Issue.record("expected an offer")
      return
    }
    let agreed = try MilterNegotiation(
      offer, actions: [.addHeaders, .changeHeaders, .quarantine], steps: Self.wishes)
    #expect(agreed.version == spoken)
    #expect(agreed.actions.rawValue == asked)
    #expect(agreed.steps.rawValue == left)
  }

  @Test("older versions are refused", arguments: [UInt32(0), 1])
  func tooOld(version: UInt32) {
    #expect(throws: MilterProtocolError.unknownVersion(version)) {
      try MilterNegotiation(MilterOffer(version: version, actions: [], steps: []), actions: [], steps: [])
    }
  }

  @Test("what is answered follows from the steps")
  func answered() throws {
    let all = MilterOffer(version: 6, actions: [], steps: MilterSteps(rawValue: .max))
    let none = try MilterNegotiation(all, actions: [], steps: [])
    let silent = try MilterNegotiation(
      all, actions: [],
      steps: [
        .noConnectReply, .noHeloReply, .noMailReply, .noDataReply, .noHeaderReply, .noEndOfHeaderReply,
        .noBodyReply, .noUnknownReply,
      ])
    let never: Set<MilterCode> = [.macros, .abort, .quit, .nextConnection]
    #expect(Set(MilterCode.allCases.filter(none.isAnswered)) == Set(MilterCode.allCases).subtracting(never))
    #expect(Set(MilterCode.allCases.filter(silent.isAnswered)) == [.negotiate, .recipient, .endOfMessage])
  }
}
