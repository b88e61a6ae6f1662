import SPF
import Synchronization

@testable import History

/// All that a store exports.
final class Exported: Sendable {
  private let box = Mutex((observations: [Observation](), origins: [String](), records: [RecordVersion]()))

  init(_ store: any HistoryStore) async throws {
    try await store.export { [self] portion in
      box.withLock { box in
        switch portion {
        case .observations(let list, let origin):
          box.observations += list
          if !box.origins.contains(origin) { box.origins.append(origin) }
        case .records(let list):
          box.records += list
        }
      }
    }
  }

  var observations: Set<Observation> { box.withLock { Set($0.observations) } }
  var total: Int { box.withLock { $0.observations.reduce(0) { $0 + $1.count } } }
  var origins: [String] { box.withLock { $0.origins } }
  var records: [RecordVersion] { box.withLock { $0.records } }
}
