internal import History

/// What happens now: the model of the template `live`.
struct LivePage: Sendable {
  let frame: PageFrame
  let script: String
  let words: [String: String]
  let events: String
  let rows: [SenderRow]
  let hasRows: Bool
  let state: String

  init(
    _ senders: [SenderSummary], verdicts: [CaseKey: CaseVerdict], state: LiveState, frame: PageFrame,
    language: Language
  ) {
    self.frame = frame
    script = frame.address(of: .live)
    words = LiveTemplate.words[language]
    events = ConsoleAPI.base + "/events"
    rows = senders.map { SenderRow($0, verdicts[CaseKey($0)]) }
    hasRows = !rows.isEmpty
    let most = LiveFeed.mostListeners
    self.state =
      Phrase(
        "Listening now: \(state.listeners) of \(most). Since the console was started, \(state.slow) were told no more because they were too slow, and \(state.unsaid) events were told to nobody because there were too many at once.",
        "現在の受信者: \(state.listeners) / \(most)。起動後、受信が遅いため打ち切った接続: \(state.slow)、同時に多すぎて通知しなかった事象: \(state.unsaid)。"
      )[
        language]
  }
}
