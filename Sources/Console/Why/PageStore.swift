internal import NIOCore
internal import Synchronization

/// Keeps pages for a while, in so many octets: the oldest give way.
final class PageStore<Key: Hashable & Sendable>: Sendable {
  private struct Entry {
    let octets: ByteBuffer
    let end: Int64
    let number: UInt64
  }

  private struct State {
    var entries: [Key: Entry] = [:]
    /// Keys in the order in which they were put in, with a number that tells whether that is still the entry.
    var order: [(key: Key, number: UInt64)] = []
    var first = 0
    var next: UInt64 = 0
    var octets = 0
  }

  private let limit: Int
  private let state = Mutex(State())
  /// What an entry costs beside its octets, by estimate.
  private static var overhead: Int { 512 }

  init(limit: Int) {
    self.limit = limit
  }

  /// The octets kept, with what keeping them costs.
  var octets: Int { state.withLock { $0.octets } }

  /// The page under `key`, with the seconds for which it counts, if its time is not over at `now`.
  func page(_ key: Key, now: Int64) -> (octets: ByteBuffer, seconds: Int64)? {
    state.withLock { state in
      guard let entry = state.entries[key], entry.end > now else { return nil }
      return (entry.octets, entry.end - now)
    }
  }

  /// Keeps `octets` under `key` until `end`.
  func keep(_ octets: ByteBuffer, as key: Key, until end: Int64) {
    let size = octets.readableBytes + Self.overhead
    guard size <= limit else { return }
    state.withLock { state in
      if let old = state.entries[key] { state.octets -= old.octets.readableBytes + Self.overhead }
      state.entries[key] = Entry(octets: octets, end: end, number: state.next)
      state.order.append((key, state.next))
      state.next += 1
      state.octets += size
      while state.octets > limit, state.first < state.order.count {
        let oldest = state.order[state.first]
        state.first += 1
        guard let entry = state.entries[oldest.key], entry.number == oldest.number else { continue }
        state.entries[oldest.key] = nil
        state.octets -= entry.octets.readableBytes + Self.overhead
      }
      if state.first > 1024, state.first * 2 > state.order.count {
        state.order.removeFirst(state.first)
        state.first = 0
      }
      // The same key again and again leaves numbers behind that are no longer entries.
      if state.order.count > state.entries.count * 4 + 1024 {
        let entries = state.entries
        state.order = state.order[state.first...].filter { entries[$0.key]?.number == $0.number }
        state.first = 0
      }
    }
  }
}
