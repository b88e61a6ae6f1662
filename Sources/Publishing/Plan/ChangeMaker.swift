public import SPF

/// Makes the smallest change to a published record, works out what it means, and refuses what would break.
public struct ChangeMaker: Sendable {
  private let published: PublishedTexts
  private let resolver: any Resolver
  private let allowsLarge: Bool
  private var domain: DomainName { published.domain }

  /// A maker of changes to the record of `published`. With `allowsLarge` the answer may outgrow what gets through without
  /// TCP.
  public init(_ published: PublishedTexts, resolver: any Resolver, allowsLarge: Bool = false) {
    self.published = published
    self.resolver = resolver
    self.allowsLarge = allowsLarge
  }

  /// The change that adds and removes these terms, addresses or networks.
  public func change(adding: [String], removing: [String]) async throws -> RecordChange {
    let before = try current()
    let now = try await meaning(before?.description)
    let wanted = try adding.map { given throws(PlanError) in try WantedTerm(given, option: "--add") }
    let unwanted = try removing.map { given throws(PlanError) in try WantedTerm(given, option: "--remove") }
    var indices: Set<Int> = []
    for term in unwanted {
      if wanted.contains(where: { $0.text == term.text }) {
        throw PlanError(term.text, "it is to be added and to be removed", "Choose one.")
      }
      indices.insert(try index(of: term, in: before, now))
    }
    // What passes by a term that goes must be added all the same.
    let rest = indices.isEmpty ? now : try await meaning(before?.removing(indices))
    let staying = before?.removing(indices)
    var warnings: [String] = []
    var added: [WantedTerm] = []
    for term in wanted {
      if let network = term.network, term.directive.qualifier == .pass,
        NetworkSet(network).subtracting(rest.addresses(with: .pass)).isEmpty
      {
        warnings.append("\(term.text) need not be added: it passes already.")
      } else if let staying = try staying.map({ text throws(PlanError) in try record(text) }),
        term.index(in: staying) != nil
      {
        warnings.append("\(term.text) need not be added: it is there already.")
      } else {
        added.append(term)
      }
    }
    guard !added.isEmpty || !indices.isEmpty else {
      throw PlanError(
        domain.description, "there is nothing to change",
        (warnings + ["Nothing needs to be done."]).joined(separator: " "))
    }
    let during = try await addition(added, to: before, now)
    // Removal is by text, because what was added moves the others.
    let removed = indices.sorted().compactMap { index in before.map { $0.text(ofTerm: index) } }
    let stage = try record(during)
    var later: Set<Int> = []
    for text in removed {
      guard
        let index = stage.terms.indices.first(where: { !later.contains($0) && stage.text(ofTerm: $0) == text }
        )
      else { continue }
      later.insert(index)
    }
    let change = try await finish(
      before: before, now, during: during, after: stage.removing(later), added: added.map(\.text),
      removed: removed, warnings: warnings)
    let end = try await meaning(change.after)
    let missing = NetworkSet(wanted.filter { $0.directive.qualifier == .pass }.compactMap(\.network))
      .subtracting(end.addresses(with: .pass))
    guard missing.isEmpty else {
      throw PlanError(
        domain.description,
        "after the removal \(CountText.describe(missing)), which --add names, would not pass",
        "Nothing was planned; leave the term that lets it pass, or repair the record first.")
    }
    return change
  }

  /// The change that leads to `text`: what is new in it is added first, and what is not in it removed later.
  public func change(to text: String) async throws -> RecordChange {
    let wanted = try record(text)
    let before = try current()
    let now = try await meaning(before?.description)
    let old = before.map { record in record.terms.indices.map { record.text(ofTerm: $0) } } ?? []
    let new = wanted.terms.indices.map { wanted.text(ofTerm: $0) }
    let added = try wanted.terms.indices.filter { index in
      wanted.terms[index].directive.map { $0.mechanism != .all } == true
        && !old.contains(wanted.text(ofTerm: index))
    }.map { try WantedTerm(wanted.text(ofTerm: $0), option: "--record") }
    let during =
      added.isEmpty || before == nil
      ? before?.description ?? text : try await addition(added, to: before, now)
    return try await finish(
      before: before, now, during: during, after: text, added: added.map(\.text),
      removed: old.filter { !new.contains($0) }, warnings: [])
  }

  /// The change to networks instead of names, and the seconds for which it is known to say the same.
  public func flattening() async throws -> (change: RecordChange, validFor: UInt32) {
    guard let before = try current() else {
      throw PlanError(domain.description, "it has no record", "Publish one first.")
    }
    let now = try await meaning(before.description)
    let flat = try await Flattener(domain: domain, resolver: resolver).flatten(before, now)
    var warnings: [String] = []
    if !flat.kept.isEmpty {
      warnings.append(
        "\(flat.kept.joined(separator: " ")) stays: it is asked of DNS for each message.")
    }
    warnings.append(
      "The owners of \(flat.replaced.joined(separator: " ")) may change their networks at any time: flatten anew before it expires, or not at all."
    )
    let change = try await finish(
      before: before, now, during: flat.record, after: flat.record, added: flat.networks,
      removed: flat.replaced, warnings: warnings)
    return (change, flat.leastTTL)
  }

  // MARK: The stages

  /// The record with `added` where evaluation gets to them.
  private func addition(_ added: [WantedTerm], to before: SPFRecord?, _ now: RecordMeaning) async throws
    -> String
  {
    let texts = added.map(\.text)
    guard let before else { return SPFRecord.text(ofTerms: texts) }
    guard !texts.isEmpty else { return before.description }
    let wanted = NetworkSet(
      added.filter { $0.directive.qualifier == .pass }.compactMap(\.network))
    var found: Verdict?
    // At the end, and if something before them decides otherwise, at the front.
    for text in [before.adding(texts), before.adding(texts, beforeTerm: 0)] {
      let then = try await meaning(text)
      let missing = wanted.subtracting(then.addresses(with: .pass))
      if missing.isEmpty { return text }
      found = Verdict(pieces: then.pieces.filter { !$0.addresses.intersection(missing).isEmpty })
    }
    throw PlanError(
      texts.joined(separator: " "),
      "even at the front of the record it would not pass: \(found?.description ?? "another term decides")",
      "Repair the record first.")
  }

  private func finish(
    before: SPFRecord?, _ now: RecordMeaning, during: String, after: String, added: [String],
    removed: [String],
    warnings: [String]
  ) async throws -> RecordChange {
    var warnings = warnings
    let middle = try await meaning(during)
    let end = try await meaning(after)
    // A term that DNS has no answer for can be taken out, and nothing else be done about such a record.
    for meaning in added.isEmpty ? [end] : [middle, end] {
      guard let (question, failure) = meaning.unanswered else { continue }
      throw PlanError(
        domain.description, "\(question): \(failure); what the record means cannot be told",
        "Nothing was planned. Try again, or name a --resolver that knows.")
    }
    let addition = MeaningDifference(from: now, to: middle)
    let removal = MeaningDifference(from: middle, to: end)
    for (stage, name) in [(addition, "the addition"), (removal, "the removal")] {
      for error in [SPFResult.permerror, .temperror] {
        let broken = stage.gaining(error)
        guard let change = stage.changes.first(where: { $0.isCertain && $0.new.result == error }) else {
          continue
        }
        throw PlanError(
          domain.description, "\(name) would give \(CountText.describe(broken)) \(change.new)",
          "Nothing was planned. Use networks (ip4:, ip6:) instead of names, remove terms, or repair what is referred to."
        )
      }
    }
    let lost = addition.losing(.pass)
    guard lost.isEmpty else {
      throw PlanError(
        domain.description, "the addition would take pass from \(CountText.describe(lost))",
        "Nothing was planned; what must not pass any more is removed with --remove.")
    }
    if addition.gaining(.pass).isEmpty, !added.isEmpty, before != nil, !addition.isEqual || removed.isEmpty {
      warnings.append("What is added lets no further address pass for certain.")
    }
    if !removed.isEmpty, removal.isEqual, after != during {
      warnings.append("What is removed changes nothing: other terms decide about the same addresses.")
    }
    let late = removal.gaining(.pass)
    if !late.isEmpty {
      warnings.append(
        "\(CountText.describe(late)) will pass only after the removal: the times given do not cover them.")
    }
    if before == nil, after.hasSuffix("-all") {
      warnings.append("\(domain) has no record so far: with this one every other server is refused (-all).")
    }
    let known = Set(now.answers.map(\.question))
    let asked = middle.answers.filter { !known.contains($0.question) }
    if let ttl = asked.map(\.answer.ttl).max(), before != nil, during != before?.description {
      warnings.append(
        "What is added asks DNS for \(CountText.names(asked.map(\.question.name))): the times hold if nothing of that has been changed within its TTL (\(ttl) s or more) before."
      )
    }
    let room = PublicationRoom(published, allowsLarge: allowsLarge)
    for text in Set([during, after]).sorted(by: { $0.utf8.count > $1.utf8.count }) {
      for warning in try room.warnings(for: text) where !warnings.contains(warning) {
        warnings.append(warning)
      }
    }
    let budget = try await budget(before: before, during: during, after: after)
    warnings += budget.warnings
    return RecordChange(
      before: before?.description, during: during, after: after, added: added, removed: removed,
      addition: addition, removal: removal, lookups: budget.lookups, voidLookups: budget.voids,
      warnings: warnings,
      tree: middle.answers.map {
        ($0.question, $0.question.name == domain && $0.question.type == .txt ? published.ttl : $0.answer.ttl)
      })
  }

  // MARK: Helpers

  private func current() throws(PlanError) -> SPFRecord? {
    switch RecordSelection(published.texts) {
    case .none: return nil
    case .record(let record): return record
    case .invalid(let error, _):
      throw PlanError(domain.description, "its record has a syntax error: \(error)", error.remedy)
    case .several(let count):
      throw PlanError(
        domain.description, "it has \(count) SPF records, which is permerror", "Publish one record first.")
    }
  }

  private func record(_ text: String) throws(PlanError) -> SPFRecord {
    do throws(RecordSyntaxError) {
      return try SPFRecord(text)
    } catch {
      throw PlanError(text, "\(error)", error.remedy)
    }
  }

  private func meaning(_ text: String?) async throws -> RecordMeaning {
    guard let text else {
      return try await RecordMeaning.of(domain, resolver: WithoutRecord(base: resolver, domain: domain))
    }
    return try await RecordMeaning.of(
      domain, resolver: RecordOverlay(base: resolver, domain: domain, record: text))
  }

  /// What both stages need of the limits of RFC 7208 section 4.6.4; a stage that goes beyond them, and further than the
  /// record does now, is refused.
  private func budget(before: SPFRecord?, during: String, after: String) async throws -> (
    lookups: Int, voids: Int, warnings: [String]
  ) {
    let old = await count(before?.description)
    let stages = [await count(during), await count(after)]
    let most = (lookups: stages.map(\.lookups).max() ?? 0, voids: stages.map(\.voids).max() ?? 0)
    var warnings: [String] = []
    for (used, before, limit, what, result) in [
      (most.lookups, old.lookups, Limits.rfc7208.lookups, "terms that need DNS", "permerror"),
      (
        most.voids, old.voids, Limits.rfc7208.voidLookups, "lookups without an answer",
        "permerror at most receivers"
      ),
    ] where used > limit {
      let text =
        "the record and what it refers to have \(used) \(what), of \(limit): \(result) for whoever is not"
        + " decided about before the limit"
      guard used <= before else {
        throw PlanError(
          domain.description, "\(text) (RFC 7208 section 4.6.4)",
          "Nothing was planned. Use networks (ip4:, ip6:) instead of names, or remove terms; see spf show \(domain)."
        )
      }
      warnings.append("\(text.prefix(1).uppercased())\(text.dropFirst()), as it is already.")
    }
    return (most.lookups, most.voids, warnings)
  }

  private func count(_ text: String?) async -> (lookups: Int, voids: Int) {
    guard let text else { return (0, 0) }
    return await LookupBudget.count(
      domain, resolver: RecordOverlay(base: resolver, domain: domain, record: text))
  }

  private func index(
    of term: WantedTerm, in record: SPFRecord?, _ now: RecordMeaning
  ) throws(PlanError) -> Int {
    if let record, let index = term.index(in: record) { return index }
    let subject = "--remove \(term.text)"
    guard let network = term.network else {
      throw PlanError(subject, "the record of \(domain) has no such term", "See spf show \(domain).")
    }
    let pieces = now.pieces.filter {
      $0.outcome == .result(.pass) && !$0.addresses.intersection(NetworkSet(network)).isEmpty
    }
    guard let piece = pieces.first, let place = piece.place else {
      throw PlanError(subject, "it does not pass as it is", "Leave it out.")
    }
    throw PlanError(
      subject, "it passes by \(place), which lets \(CountText.describe(piece.addresses)) pass",
      place.domain == domain
        ? "Remove that term, or change what it refers to."
        : "Change the record of \(place.domain), or what refers to it.")
  }
}
