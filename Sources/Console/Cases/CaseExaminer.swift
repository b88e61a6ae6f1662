internal import DNS
internal import Diagnosis
internal import History
internal import HistoryLinks
internal import MailLog
internal import SPF

/// Looks into cases: what history knows of them is diagnosed as a log would be.
struct CaseExaminer: Sendable {
  let sources: ConsoleSources
  let store: any HistoryStore
  let resolver: any Resolver
  let now: @Sendable () -> Int64

  /// So many other senders of a domain, and domains of a network, are considered.
  private static let mostBeside = 20

  /// The diagnosis of `keys`, within `time`.
  func diagnosis(of keys: [CaseKey], time: Duration) async throws(HistoryError) -> Diagnosis {
    var collector = IncidentCollector()
    let hour = Int(now() / 3600)
    var number = 0
    for key in keys {
      let query = ObservationQuery(
        domain: key.domain, network: key.network, hours: max(0, hour - CaseBook.days * 24)..<(hour + 2),
        limit: CaseEvents.mostObservations)
      // A log has the oldest first.
      for observation in try await store.observations(query).reversed() {
        number += 1
        let (event, times) = CaseEvents.event(observation, number: number)
        collector.add(event, times: times)
      }
    }
    for event in try await beside(Set(keys)) { collector.addBeside(event) }
    var options = Diagnosis.Options()
    options.receiver = sources.receiver
    options.now = now()
    options.past = StoredPast(store, widths: sources.widths)
    options.time = time
    options.patience = .seconds(4)
    options.questionsAtOnce = 16
    options.mostIncidents = keys.count
    return await Diagnosis.make(collector, survey: LogSurvey(), resolver: resolver, options: options)
  }

  private func beside(_ keys: Set<CaseKey>) async throws(HistoryError) -> [SPFEvent] {
    var seen = keys
    var events: [SPFEvent] = []
    func take(_ query: SenderSummaryQuery) async throws(HistoryError) {
      for summary in try await store.summaries(query) where seen.insert(CaseKey(summary)).inserted {
        events += CaseEvents.events(summary)
      }
    }
    for domain in Set(keys.map(\.domain)) {
      try await take(SenderSummaryQuery(order: .latest, domain: domain, limit: Self.mostBeside))
    }
    for network in Set(keys.map(\.network)) {
      try await take(SenderSummaryQuery(order: .latest, networks: [network], limit: Self.mostBeside))
    }
    return events
  }

  /// What `diagnosis` takes `key` for; nil if time was over before DNS had answered, or nothing speaks of it.
  func verdict(of key: CaseKey, in diagnosis: Diagnosis) -> CaseVerdict? {
    guard let item = item(of: key, in: diagnosis) else { return nil }
    if diagnosis.isCut, item.verdict == .dnsTrouble || item.verdict == .unknown { return nil }
    return CaseVerdict(
      verdict: item.verdict, confidence: item.confidence, wouldPassNow: item.wouldPassNow, time: now())
  }

  /// The case of `diagnosis` that `key` belongs to.
  func item(of key: CaseKey, in diagnosis: Diagnosis) -> DiagnosedCase? {
    diagnosis.cases.first { item in
      item.incidents.contains { incident in
        HistoryText.domain(incident.key.domain) == key.domain
          && sources.widths.network(of: incident.key.client) == key.network
      }
    }
  }
}
