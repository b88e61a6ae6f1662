public import Diagnosis
public import History
public import SPF

/// What a store remembers, for a diagnosis.
public struct StoredPast: PastObservations {
  private let store: any HistoryStore
  private let widths: NetworkWidths
  private static let mostDays = 20_000
  private static let mostRecords = 1000

  /// The past in `store`, which keeps so much of addresses as `widths` says.
  public init(_ store: any HistoryStore, widths: NetworkWidths = NetworkWidths()) {
    self.store = store
    self.widths = widths
  }

  /// What is remembered; nil if nothing is, or the store does not answer.
  public func past(of domain: DomainName, client: IPAddress) async -> Past? {
    let name = HistoryText.domain(domain)
    let query = SenderQuery(
      domain: name, network: widths.network(of: client), limit: Self.mostDays)
    guard let days = try? await store.senders(query),
      let records = try? await store.records(of: name, limit: Self.mostRecords)
    else { return nil }
    guard !days.isEmpty || !records.isEmpty else { return nil }
    func seconds(_ hour: Int) -> Int64 { Int64(hour) * 3600 }
    var past = Past()
    past.clientSeen = days.map(\.hours.lowerBound).min().map(seconds)
    past.recordsSeen = records.map(\.firstSeen)
    past.domainSeen = ([past.clientSeen, records.first?.firstSeen].compactMap { $0 }).min()
    let passing = days.filter { $0.result == .pass }.map(\.hours)
    if let first = passing.map(\.lowerBound).min(), let last = passing.map(\.upperBound).max() {
      past.passes = seconds(first)...seconds(last)
    }
    past.served = days.filter { $0.result != .pass && ($0.action == .accepted || $0.action == .withheld) }
      .reduce(0) { $0 + $1.count }
    return past
  }
}
