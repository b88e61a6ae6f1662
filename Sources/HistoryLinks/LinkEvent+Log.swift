public import History
public import PolicyService

extension DecisionLog {
  /// Logs what there is to say about links.
  public func event(_ event: LinkEvent) {
    self.event(event.isTrouble ? .warning : .notice, event.description)
  }
}
