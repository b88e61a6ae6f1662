public import SPF

/// Makes the smallest change to a published record, works out what it means, and refuses what would break.
public struct ChangeMaker: Sendable {
  /// What is known of who sends.
  public enum Senders: Sendable, Hashable {
    /// Only what is added: somebody else may send, too, and a server may be about to go.
    case added
    /// All of them are listed.
    case listed
  }

  let published: PublishedTexts
  let resolver: any Resolver
  let allowsLarge: Bool
  let senders: Senders
  var domain: DomainName { published.domain }

  /// A maker of changes to the record of `published`. With `allowsLarge` the answer may outgrow what gets through without
  /// TCP. The first record of a domain refuses everybody else only if all `senders` are listed.
  public init(
    _ published: PublishedTexts, resolver: any Resolver, allowsLarge: Bool = false,
    senders: Senders = .added
  ) {
    self.published = published
    self.resolver = resolver
    self.allowsLarge = allowsLarge
    self.senders = senders
  }

  /// The change that adds and removes these terms, addresses or networks. That nothing changes, because all that is to be
  /// added passes already, is an error unless `allowsNothing`.
  public func change(
    adding: [String], removing: [String], allowsNothing: Bool = false
  ) async throws -> RecordChange {
    let before = try current()
    let now = try await meaningNow()
    let wanted = try adding.map { given throws(PlanError) in try WantedTerm(given, option: "--add") }
    let unwanted = try removing.map { given throws(PlanError) in try WantedTerm(given, option: "--remove") }
    let going = try goingTerms(unwanted, adding: wanted, before, now)
    let dead = going.indices.filter { index in
      before.map { RecordHealth.brokenTerms(of: now).contains($0.text(ofTerm: index)) } == true
    }
    // What passes by a term that goes must be added all the same.
    let rest = going.indices.isEmpty ? now : try await meaning(before?.removing(going.indices))
    let staying = try before.map { record throws(PlanError) in try self.record(record.removing(going.indices))
    }
    var warnings: [String] = []
    var passing: [String] = []
    var added: [WantedTerm] = []
    for term in wanted {
      if let network = term.network, term.directive.qualifier == .pass,
        NetworkSet(network).subtracting(rest.addresses(with: .pass)).isEmpty
      {
        warnings.append("\(term.text) need not be added: it passes already.")
        passing.append(term.text)
      } else if let staying, term.index(in: staying) != nil {
        warnings.append("\(term.text) need not be added: it is there already.")
        passing.append(term.text)
      } else {
        added.append(term)
      }
    }
    guard !added.isEmpty || !going.indices.isEmpty || allowsNothing && !passing.isEmpty else {
      throw PlanError(
        domain.description, "there is nothing to change",
        (warnings + [
          "Nothing needs to be done; if that was published lately, --published tells since when it is safe."
        ])
        .joined(separator: " "))
    }
    let dependent = try await dependentTerms(added)
    // A term at which evaluation ends with an error lets nobody pass: it can go at once.
    let base = try before.map { record throws(PlanError) in try self.record(record.removing(Set(dead))) }
    let during = try await addition(added, to: base)
    // Removal is by text, because what was added moves the others.
    let removed = going.indices.sorted().compactMap { index in before.map { $0.text(ofTerm: index) } }
    let stage = try record(during)
    let change = try await finish(
      before: before?.description, now, during: during, after: stage.removing(texts: removed),
      added: added.map(\.text), removed: removed,
      notes: Notes(warnings: warnings, passing: passing, messageDependent: dependent, moving: going.moving))
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

  /// The change that leads to `text`. If nobody gets a stricter result from it, it is published at once; if not, what is
  /// new in it is added first, and the rest comes later. A record that cannot be read is replaced at once.
  public func change(to text: String) async throws -> RecordChange {
    let wanted = try record(text)
    let before = readable
    let now = try await meaningNow()
    let old = before.map { record in record.terms.indices.map { record.text(ofTerm: $0) } } ?? []
    let new = wanted.terms.indices.map { wanted.text(ofTerm: $0) }
    let added = try wanted.terms.indices.filter { index in
      wanted.terms[index].directive.map { $0.mechanism != .all } == true
        && !old.contains(wanted.text(ofTerm: index))
    }.map { try WantedTerm(wanted.text(ofTerm: $0), option: "--record", isWhole: true) }
    let during: String
    if before == nil {
      during = text
    } else if MeaningDifference(from: now, to: try await meaning(text)).tightening.isEmpty {
      during = text
    } else {
      during = added.isEmpty ? before?.description ?? text : try await addition(added, to: before)
    }
    return try await finish(
      before: shown, now, during: during, after: text, added: added.map(\.text),
      removed: old.filter { !new.contains($0) },
      notes: Notes(messageDependent: try await dependentTerms(added)))
  }

  /// The change to networks instead of names, and the seconds for which it is known to say the same.
  public func flattening() async throws -> (change: RecordChange, validFor: UInt32) {
    guard let before = try current() else {
      throw PlanError(domain.description, "it has no record", "Publish one first.")
    }
    let now = try await meaningNow()
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
      before: before.description, now, during: flat.record, after: flat.record, added: flat.networks,
      removed: flat.replaced, notes: Notes(warnings: warnings))
    return (change, flat.leastTTL)
  }

  /// The terms of `added` of which it depends on the message whom they let pass; those that let nobody pass are refused.
  private func dependentTerms(_ added: [WantedTerm]) async throws -> [String] {
    let check = PassingCheck(domain: domain, resolver: resolver)
    var out: [String] = []
    for term in added where try await check.dependsOnMessage(term) { out.append(term.text) }
    return out
  }
}
