import SPF
import Synchronization
import Testing

@testable import History

/// A recorder over a store, and what it tells.
final class RecordedEvents: Sendable {
  private let list = Mutex<[HistoryEvent]>([])

  var events: [HistoryEvent] { list.withLock { $0 } }

  /// The failure that was told after so many events.
  func failure(after count: Int = 0) throws -> HistoryError {
    let event = events.dropFirst(count).first
    guard case .failed(let error)? = event else {
      return try #require(nil, "\(events)")
    }
    return error
  }

  func tell(_ event: HistoryEvent) { list.withLock { $0.append(event) } }

  func recorder(_ store: any HistoryStore) -> HistoryRecorder {
    HistoryRecorder(
      store: store, identity: RandomIdentity.make(), now: { Samples.noon * 1000 },
      tell: { [self] in tell($0) })
  }
}

extension HistoryRecorder {
  /// Counts one message.
  func see(helo: String = "mail2.corp.example.jp") {
    record(
      Sighting(
        domain: Array("corp.example.com".utf8)[...], helo: Array(helo.utf8)[...],
        reverseName: [], client: IPAddress(ipv4: 0xcb00_7119), heloResult: nil, mailFromResult: .fail,
        action: .rejected))
  }
}
