internal import Synchronization

/// Whether a store fails, as the events tell.
final class FailureFlag: Sendable {
  private let flag = Atomic(false)

  var isSet: Bool { flag.load(ordering: .relaxed) }

  func note(_ event: HistoryEvent) {
    switch event {
    case .failed: flag.store(true, ordering: .relaxed)
    case .recovered: flag.store(false, ordering: .relaxed)
    case .dropped, .setAside: break
    }
  }
}
