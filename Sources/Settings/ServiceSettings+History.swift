public import History

extension ServiceSettings {
  /// The recorder of what the service sees; nil if nothing is recorded. It is to be started and closed. `tell` is given
  /// what there is to log. `now` gives milliseconds since 1970.
  public func historyRecorder(
    now: @escaping @Sendable () -> Int64,
    tell: @escaping @Sendable (HistoryEvent) -> Void
  ) throws(HistoryError) -> HistoryRecorder? {
    guard let historyLocation else { return nil }
    let store = try historyLocation.store(isBackground: true, now: { now() / 1000 }, whenDamaged: tell)
    return HistoryRecorder(
      store: store, options: history, identity: RandomIdentity.make(), now: now, tell: tell)
  }
}
