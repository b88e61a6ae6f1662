/// What a mail server can do, as it says at the beginning of a connection.
package struct MilterOffer: Sendable, Hashable {
  /// The version of the protocol.
  package let version: UInt32
  /// What a filter may ask for.
  package let actions: MilterActions
  /// What it can leave out.
  package let steps: MilterSteps

  package init(version: UInt32, actions: MilterActions, steps: MilterSteps) {
    self.version = version
    self.actions = actions
    self.steps = steps
  }

  /// Reads three numbers of 32 bits; nil if there are fewer. What later versions put behind them is left out.
  init?(_ octets: ArraySlice<UInt8>) {
    guard octets.count >= 12 else { return nil }
    func number(_ offset: Int) -> UInt32 {
      octets.dropFirst(offset).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }
    let actions = MilterActions(rawValue: number(4))
    let steps = MilterSteps(rawValue: number(8))
    self.init(
      version: number(0), actions: actions.isEmpty ? .ofVersion1 : actions,
      steps: steps.isEmpty ? .ofVersion1 : steps)
  }
}
