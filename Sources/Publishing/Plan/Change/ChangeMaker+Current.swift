internal import SPF

/// The record as it is.
extension ChangeMaker {
  /// The record, if there is one that can be read.
  var readable: SPFRecord? {
    if case .record(let record) = RecordSelection(published.texts) { record } else { nil }
  }

  /// What is published, for a person; nil if there is nothing.
  var shown: String? {
    let records = published.records
    guard records.count != 1 else { return Printable.ascii(records[0].joined) }
    return records.isEmpty
      ? nil : records.map { "\"\(Printable.ascii($0.joined))\"" }.joined(separator: " and ")
  }

  /// The record to change; nil if there is none. One that cannot be read can only be replaced as a whole.
  func current() throws(PlanError) -> SPFRecord? {
    switch RecordSelection(published.texts) {
    case .none: return nil
    case .record(let record): return record
    case .invalid(let error, let text):
      throw PlanError(
        domain.description,
        "its record has a syntax error, so that every message gets permerror now: \(error)",
        error.remedy + replacement(RecordRepair.repair(text)?.record))
    case .several(let count):
      throw PlanError(
        domain.description, "it has \(count) SPF records, so that every message gets permerror now",
        "Publish one record first." + replacement(RecordRepair.merge(published.records.map(\.joined))))
    }
  }

  private func replacement(_ record: String?) -> String {
    record.map { " For instance with --record \"\($0)\", then plan again." }
      ?? " --record TEXT replaces what is there."
  }

  /// What `text` says, which need not come from here.
  func record(_ text: String) throws(PlanError) -> SPFRecord {
    do throws(RecordSyntaxError) {
      return try SPFRecord(text)
    } catch {
      throw PlanError(text, "\(error)", error.remedy)
    }
  }

  /// What the published records mean.
  func meaningNow() async throws -> RecordMeaning {
    try await RecordMeaning.of(
      domain, resolver: TextsOverlay(base: resolver, domain: domain, texts: published.texts))
  }

  /// What `text` would mean; nil stands for no record.
  func meaning(_ text: String?) async throws -> RecordMeaning {
    guard let text else {
      return try await RecordMeaning.of(
        domain, resolver: TextsOverlay(base: resolver, domain: domain, texts: []))
    }
    return try await RecordMeaning.of(
      domain, resolver: RecordOverlay(base: resolver, domain: domain, record: text))
  }

  /// The terms that go with `unwanted`; and the addresses of servers that go, but pass by a name of the owner's own, so
  /// that nothing is to be removed.
  func goingTerms(
    _ unwanted: [WantedTerm], adding wanted: [WantedTerm], _ before: SPFRecord?, _ now: RecordMeaning
  ) throws(PlanError) -> (indices: Set<Int>, moving: NetworkSet) {
    var indices: Set<Int> = []
    var moving = NetworkSet()
    let names = HeldNamesFinder(zone: published.zone, meaning: now)
    for term in unwanted {
      if wanted.contains(where: { $0.text == term.text }) {
        throw PlanError(term.text, "it is to be added and to be removed", "Choose one.")
      }
      if let before, let index = term.index(in: before) {
        indices.insert(index)
        continue
      }
      let subject = "--remove \(term.text)"
      guard let network = term.network, term.directive.qualifier == .pass else {
        throw PlanError(subject, "the record of \(domain) has no such term", "See spf show \(domain).")
      }
      let set = NetworkSet(network)
      let pieces = now.pieces.filter {
        $0.outcome == .result(.pass) && !$0.addresses.intersection(set).isEmpty
      }
      guard let piece = pieces.first, let place = piece.place else {
        throw PlanError(subject, "it does not pass as it is", "Leave it out.")
      }
      let isNamed = pieces.allSatisfy { piece in piece.place.map { names.target(of: $0) != nil } ?? false }
      if isNamed, !wanted.isEmpty, set.subtracting(now.addresses(with: .pass)).isEmpty {
        moving = moving.union(set)
        continue
      }
      throw PlanError(
        subject, "it passes by \(place), which lets \(CountText.describe(piece.addresses)) pass",
        place.domain == domain
          ? "Remove that term, or change what it refers to."
          : "Change the record of \(place.domain), or what refers to it.")
    }
    return (indices, moving)
  }
}

extension SPFRecord {
  /// The text without the first term that reads like each of `texts`.
  func removing(texts: [String]) -> String {
    var indices: Set<Int> = []
    for text in texts {
      guard
        let index = terms.indices.first(where: { !indices.contains($0) && self.text(ofTerm: $0) == text })
      else { continue }
      indices.insert(index)
    }
    return removing(indices)
  }
}
