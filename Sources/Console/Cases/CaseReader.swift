internal import Diagnosis
internal import History
internal import PolicyService
internal import SPF
internal import Settings

/// Reads cases, and keeps what it has read for a while: a page that is loaded again asks nobody. Only so many are read at
/// a time. Of bounded size.
actor CaseReader {
  private static let most = 64
  private static let freshness: Int64 = 30
  private static let time = Duration.seconds(12)

  private let examiner: CaseExaminer
  private let book: CaseBook
  private let differ: RecordDiffer
  private var kept: [CaseKey: (file: CaseFile, time: Int64)] = [:]
  private var flights: [CaseKey: Task<CaseFile?, any Error>] = [:]
  private let gate: Gate
  private let exemptions: ExemptionDesk?

  init(
    _ examiner: CaseExaminer, book: CaseBook, differ: RecordDiffer, gate: Gate, exemptions: ExemptionDesk?
  ) {
    self.examiner = examiner
    self.book = book
    self.differ = differ
    self.gate = gate
    self.exemptions = exemptions
  }

  /// The case; nil if nothing is known of it.
  func file(_ key: CaseKey) async throws -> CaseFile? {
    if let (file, time) = kept[key], examiner.now() - time < Self.freshness { return file }
    let flight =
      flights[key]
      ?? Task {
        try await gate.pass { try await self.read(key) }
      }
    flights[key] = flight
    defer { flights[key] = nil }
    let file = try await flight.value
    if let file {
      if kept.count >= Self.most, let oldest = kept.min(by: { $0.value.time < $1.value.time }) {
        kept[oldest.key] = nil
      }
      kept[key] = (file, examiner.now())
    }
    return file
  }

  /// Forgets the cases of a domain, because something of them has changed.
  func forget(_ domain: DomainName) {
    kept = kept.filter { $0.key.domain != HistoryText.domain(domain) }
  }

  private func read(_ key: CaseKey) async throws -> CaseFile? {
    let store = examiner.store
    let found = try await store.summaries(
      SenderSummaryQuery(order: .latest, domain: key.domain, networks: [key.network], limit: 1))
    guard let summary = found.first else { return nil }
    let days = try await store.senders(
      SenderQuery(domain: key.domain, network: key.network, limit: 5000))
    let observations = try await store.observations(
      ObservationQuery(domain: key.domain, network: key.network, limit: CaseEvents.mostObservations))
    let records = try await store.records(of: key.domain, limit: 50)
    async let change = differ.lastChange(of: records)
    let diagnosis = try await examiner.diagnosis(of: [key], time: Self.time)
    let item = examiner.item(of: key, in: diagnosis)
    if let verdict = examiner.verdict(of: key, in: diagnosis) { await book.note(verdict, of: summary) }
    var notice: Notice?
    if let sender = examiner.sources.noticeSender ?? diagnosis.postmaster {
      let options = NoticeOptions(from: sender, agent: "swift-spf", now: examiner.now())
      notice = Notice.drafts(for: diagnosis, options: options).first
    }
    return CaseFile(
      key: key, summary: summary, days: days, observations: observations, records: records, item: item,
      isCut: diagnosis.isCut, notice: notice, change: await change, exemption: await exemption(key))
  }

  private func exemption(_ key: CaseKey) async -> TemporaryExemption? {
    guard let name = key.name, let list = try? await exemptions?.list() else { return nil }
    return TemporaryExemptions(list).exemption(of: name, for: key.network.address, now: examiner.now())
  }
}
