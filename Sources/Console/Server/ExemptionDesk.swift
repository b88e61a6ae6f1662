internal import PolicyService
internal import SPF
internal import Settings
internal import Synchronization
internal import Threads

/// The file of exemptions, for those who must not wait for a file: it is read and changed on a thread of its own, and read
/// again only when it is another.
final class ExemptionDesk: Sendable {
  private struct Kept: Sendable {
    let mark: ExemptionStore.Mark
    let list: [TemporaryExemption]
  }

  private let store: ExemptionStore
  private let thread = BlockingThread("spf-exempt", isBackground: false)
  private let kept = Mutex<Kept?>(nil)

  init(_ store: ExemptionStore) {
    self.store = store
  }

  /// The exemptions there are.
  func list() async throws -> [TemporaryExemption] {
    try await thread.run { [self] () throws -> [TemporaryExemption] in
      guard let mark = store.mark() else { return [] }
      if let kept = kept.withLock(\.self), kept.mark == mark { return kept.list }
      let list = try store.list()
      kept.withLock { $0 = Kept(mark: mark, list: list) }
      return list
    }
  }

  /// Adds an exemption, or replaces that for the same domain and network. `now` is in seconds since 1970.
  func add(_ exemption: TemporaryExemption, now: Int64) async throws {
    try await thread.run { [store] () throws in try store.add(exemption, now: now) }
  }

  /// Removes the exemption of a domain for a network; false if there is none.
  func remove(_ domain: DomainName, network: IPNetwork) async throws -> Bool {
    try await thread.run { [store] () throws in try store.remove(domain, network: network) } > 0
  }
}
