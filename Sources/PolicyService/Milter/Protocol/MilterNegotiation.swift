/// What a mail server and this filter agreed on.
package struct MilterNegotiation: Sendable, Hashable {
  /// The versions spoken.
  package static let lowestVersion: UInt32 = 2
  package static let highestVersion: UInt32 = 6

  /// The version spoken: the lower one of the two.
  package let version: UInt32
  /// What is asked for, of what is wanted.
  package let actions: MilterActions
  /// What is left out, of what need not be sent.
  package let steps: MilterSteps

  /// Agrees on what is wanted and offered. Throws if the mail server speaks no version that is spoken here.
  package init(
    _ offer: MilterOffer, actions: MilterActions, steps: MilterSteps
  ) throws(MilterProtocolError) {
    guard offer.version >= Self.lowestVersion else { throw .unknownVersion(offer.version) }
    version = min(offer.version, Self.highestVersion)
    // The macros are chosen behind the numbers, where only version 6 looks for something.
    self.actions = actions.union(version >= 6 ? .chooseMacros : []).intersection(offer.actions)
    self.steps = steps.intersection(offer.steps)
  }

  /// Whether a command of this kind is answered. Some never are.
  package func isAnswered(_ code: MilterCode) -> Bool {
    switch code {
    case .negotiate, .recipient, .endOfMessage: true
    case .macros, .abort, .quit, .nextConnection: false
    case .connect: !steps.contains(.noConnectReply)
    case .helo: !steps.contains(.noHeloReply)
    case .mail: !steps.contains(.noMailReply)
    case .data: !steps.contains(.noDataReply)
    case .header: !steps.contains(.noHeaderReply)
    case .endOfHeader: !steps.contains(.noEndOfHeaderReply)
    case .body: !steps.contains(.noBodyReply)
    case .unknownSMTP: !steps.contains(.noUnknownReply)
    }
  }

  /// The macros asked for where they can be chosen: the number of a stage, and names.
  static let macros: [(stage: UInt32, names: StaticString)] = [
    (0, "v {client_addr}"), (2, "i {auth_authen}"), (3, "i"), (5, "i"),
  ]
}
