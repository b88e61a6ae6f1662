public import PolicyService

/// Lets a service know the exemptions of a file, and what changes in it.
public actor ExemptionWatch {
  private var store: ExemptionStore?
  private let log: DecisionLog
  private let use: @Sendable (TemporaryExemptions) -> Void
  private var seen: ExemptionStore.Mark?

  /// A watch over the file at `path`, if there is one to watch. `use` puts exemptions into force.
  public init(path: String?, log: DecisionLog, use: @escaping @Sendable (TemporaryExemptions) -> Void) {
    store = path.map { ExemptionStore(path: $0) }
    self.log = log
    self.use = use
  }

  /// Watches another file from now on.
  public func watch(path: String?) {
    store = path.map { ExemptionStore(path: $0) }
    seen = nil
    if store == nil { use(TemporaryExemptions()) }
    look()
  }

  /// Reads the file if it has changed since. One that cannot be used is logged once, and the exemptions that there were
  /// go on.
  public func look() {
    guard let store else { return }
    let mark = store.mark()
    guard mark != seen else { return }
    seen = mark
    do {
      let list = try store.list()
      use(TemporaryExemptions(list))
      log.event(.info, "\(list.count) temporary exemptions")
    } catch {
      log.event(.error, "temporary exemptions: \(error); going on with those as before")
    }
  }

  /// Looks again and again, until the task ends.
  public func run(every interval: Duration = .seconds(2)) async {
    while !Task.isCancelled {
      look()
      try? await Task.sleep(for: interval)
    }
  }
}
