public import History
public import PolicyService

extension DecisionLog {
  /// Logs what history has to say.
  public func event(_ event: HistoryEvent) {
    self.event(event.isTrouble ? .warning : .notice, event.description)
  }
}
