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

  /// The recorder of the links in refusals; nil if nothing is recorded. `now` gives milliseconds since 1970.
  public func linkRecorder(
    now: @escaping @Sendable () -> Int64, tell: @escaping @Sendable (LinkEvent) -> Void
  ) throws(HistoryError) -> LinkRecorder? {
    guard let store = try historyLocation?.linkStore(now: { now() / 1000 }) else { return nil }
    return LinkRecorder(store: store, interval: history.interval, now: now, tell: tell)
  }

  /// What was recorded, to be read; nil if nothing is. Nothing is opened before it is asked. `now` gives milliseconds since
  /// 1970.
  public func historyToRead(now: @escaping @Sendable () -> Int64) throws(HistoryError) -> (any HistoryStore)?
  {
    try historyLocation?.store(creates: false, now: { now() / 1000 })
  }
}
