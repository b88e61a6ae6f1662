internal import SPF

/// The two stages of a change.
extension ChangeMaker {
  /// What is known of a change before its stages are made.
  struct Notes {
    var warnings: [String] = []
    var passing: [String] = []
    var messageDependent: [String] = []
    /// Addresses of servers that go and pass by names.
    var moving = NetworkSet()
  }

  /// The record with `added` where evaluation gets to them.
  func addition(_ added: [WantedTerm], to before: SPFRecord?) async throws -> String {
    let texts = added.map(\.text)
    guard let before else {
      return (["v=spf1"] + texts + [senders == .listed ? "-all" : "~all"]).joined(separator: " ")
    }
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

  /// Works out what the stages mean, and refuses what would break.
  func finish(
    before: String?, _ now: RecordMeaning, during: String, after: String, added: [String],
    removed: [String], notes: Notes
  ) async throws -> RecordChange {
    var warnings = notes.warnings
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
    try requireSound(addition, removal)
    if !removed.isEmpty, removal.isEqual, after != during {
      warnings.append("What is removed changes nothing: other terms decide about the same addresses.")
    }
    let late = removal.gaining(.pass)
    if !late.isEmpty {
      warnings.append(
        "\(CountText.describe(late)) will pass only after the removal: the times given do not cover them.")
    }
    if before == nil { warnings += await firstRecord(during) }
    let held = try await heldNames(middle, during, removal, moving: notes.moving)
    if senders == .added, held.isEmpty, removed.isEmpty, notes.moving.isEmpty, !addition.newlyPassing.isEmpty
    {
      warnings += try await namesInUse(middle, during)
    }
    if senders == .added { warnings += reverseNames(middle) }
    let known = Set(now.answers.map(\.question))
    let room = PublicationRoom(published, allowsLarge: allowsLarge)
    for text in Set([during, after]).sorted(by: { $0.utf8.count > $1.utf8.count }) {
      for warning in try room.warnings(for: text) where !warnings.contains(warning) {
        warnings.append(warning)
      }
    }
    let budget = try await budget(during: during, after: after)
    warnings += budget.warnings
    return RecordChange(
      before: before, during: during, after: after, added: added, removed: removed, passing: notes.passing,
      messageDependent: notes.messageDependent, addition: addition, removal: removal,
      lookups: budget.lookups, voidLookups: budget.voids,
      problemsBefore: before == nil ? [] : RecordHealth.problems(of: now, budget: budget.before),
      problemsAfter: RecordHealth.problems(of: end, budget: budget.after), held: held, warnings: warnings,
      tree: middle.answers.map {
        ($0.question, $0.question.name == domain && $0.question.type == .txt ? published.ttl : $0.answer.ttl)
      },
      newlyAsked: during == before ? [] : middle.answers.map(\.question).filter { !known.contains($0) })
  }

  private func requireSound(_ addition: MeaningDifference, _ removal: MeaningDifference) throws(PlanError) {
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
  }

  /// What the owner of a domain without a record should know about the first one.
  private func firstRecord(_ text: String) async -> [String] {
    guard let record = try? SPFRecord(text), let then = try? await meaning(text) else { return [] }
    let end = record.terms.last.flatMap(\.directive)
    let isStrict = end?.mechanism == .all && end?.qualifier == .fail
    let passing = then.addresses(with: .pass)
    var missing: [String] = []
    for host in senders == .listed
      ? [] : [domain] + (await resolver.mailExchanges(of: domain) ?? []).prefix(10)
    {
      for address in await resolver.addresses(of: host) ?? [] where !passing.contains(address) {
        missing.append("\(address) (\(host == domain ? "the address of \(host)" : "MX \(host)"))")
      }
    }
    var out = [
      isStrict
        ? "\(domain) has no record so far: with this one every other server is refused (-all)."
        : "\(domain) has no record so far. This one does not refuse other servers yet: before it ends with -all it must list every server that sends, and every service (newsletters, shop, tickets) by its include; spf audit tells which do."
    ]
    if !missing.isEmpty {
      out.append("Not listed: \(missing.prefix(6).joined(separator: ", ")). Add what of it sends mail.")
    }
    return out
  }

  /// Who passes by `text` without what DNS has for names of the zone.
  private func passing(_ text: String, without finder: HeldNamesFinder) async throws -> NetworkSet {
    let record = RecordOverlay(base: resolver, domain: domain, record: text)
    return try await RecordMeaning.of(domain, resolver: NamelessOverlay(base: record, finder: finder))
      .addresses(with: .pass)
  }

  /// What of the servers that go passes only by names.
  private func heldNames(
    _ middle: RecordMeaning, _ during: String, _ removal: MeaningDifference, moving: NetworkSet
  ) async throws -> HeldNames {
    let finder = HeldNamesFinder(zone: published.zone, meaning: middle)
    let replaced = removal.losing(.pass).union(moving)
    guard !replaced.isEmpty else { return .none }
    return finder.find(among: replaced, remaining: try await passing(during, without: finder))
  }

  /// Terms that let hosts pass by the names of their addresses.
  private func reverseNames(_ middle: RecordMeaning) -> [String] {
    let terms = middle.remainder.map(\.place).filter { place in
      guard place.domain.isEqualToOrSubdomain(of: published.zone),
        case .ptr? = try? SPFRecord("v=spf1 \(place.text)").terms.first?.directive?.mechanism
      else { return false }
      return true
    }
    guard !terms.isEmpty else { return [] }
    return [
      "\(terms.map(\.description).joined(separator: ", ")) lets hosts pass by their reverse names: leave the PTR and address records of a server that goes until its queue is empty."
    ]
  }

  /// Who adds a server without removing another may be about to move names that still let the old one pass.
  private func namesInUse(_ middle: RecordMeaning, _ during: String) async throws -> [String] {
    let finder = HeldNamesFinder(zone: published.zone, meaning: middle)
    let named = finder.find(among: .everything, remaining: try await passing(during, without: finder))
    guard !named.isEmpty else { return [] }
    let networks = named.addresses.prefixes
    let shown =
      networks.count > 3
      ? CountText.describe(named.addresses) : networks.map(\.description).joined(separator: ", ")
    return [
      "\(shown) \(networks.count > 1 ? "pass" : "passes") only by \(named.terms.map(\.description).joined(separator: ", ")). If that server goes, leave \(named.names) until its queue is empty; --remove with its address puts that into the timetable."
    ]
  }
}
