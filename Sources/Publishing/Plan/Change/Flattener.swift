internal import SPF

/// Writes the networks that names stand for into a record, and proves that it says the same.
struct Flattener {
  /// A flattened record.
  struct Outcome {
    let record: String
    /// The terms that were replaced.
    let replaced: [String]
    /// The networks written instead.
    let networks: [String]
    /// The terms that need DNS and stay, because they depend on the message.
    let kept: [String]
    /// The least TTL in seconds of the answers that the networks come from.
    let leastTTL: UInt32
    let meaning: RecordMeaning
  }

  let domain: DomainName
  let resolver: any Resolver

  /// `record` with its `include`, `a` and `mx` replaced by networks, where only the client's address decides.
  func flatten(_ record: SPFRecord, _ now: RecordMeaning) async throws -> Outcome {
    var parts: [String] = []
    var replaced: [String] = []
    var networks: [String] = []
    var kept: [String] = []
    var leastTTL = UInt32.max
    for (index, term) in record.terms.enumerated() {
      let text = record.text(ofTerm: index)
      guard let directive = term.directive, directive.mechanism.causesLookup else {
        parts.append(text)
        continue
      }
      guard let found = try await self.networks(of: directive, text) else {
        parts.append(text)
        kept.append(text)
        continue
      }
      leastTTL = min(leastTTL, found.ttl)
      replaced.append(text)
      networks += found.terms
      parts += found.terms
    }
    guard !replaced.isEmpty else {
      throw PlanError(
        domain.description,
        kept.isEmpty
          ? "there is nothing to flatten"
          : "all its terms that need DNS depend on the message: \(kept.joined(separator: " "))",
        "Nothing needs to be done.")
    }
    let text = (["v=spf1"] + parts).joined(separator: " ")
    let then = try await RecordMeaning.of(
      domain, resolver: RecordOverlay(base: resolver, domain: domain, record: text))
    let difference = MeaningDifference(from: now, to: then)
    guard difference.isEqual else {
      let change = difference.changes[0]
      throw PlanError(
        domain.description,
        "flattened it would not say the same: \(CountText.describe(change.addresses)) would change from \(change.old) to \(change.new)",
        "Nothing was planned. Repair the record first, or leave it as it is.")
    }
    return Outcome(
      record: text, replaced: replaced, networks: networks, kept: kept, leastTTL: leastTTL, meaning: then)
  }

  /// What the directive stands for; nil if that depends on the message.
  private func networks(of directive: Directive, _ text: String) async throws -> (
    terms: [String], ttl: UInt32
  )? {
    switch directive.mechanism {
    case .include, .a, .mx: break
    default: return nil
    }
    let qualifier = text.first.map { "+-~?".contains($0) } == true ? String(text.prefix(1)) : ""
    let alone = "v=spf1 \(text.dropFirst(qualifier.count)) -all"
    let meaning = try await RecordMeaning.of(
      domain, resolver: RecordOverlay(base: resolver, domain: domain, record: alone, ttl: .max))
    guard meaning.remainder.isEmpty else { return nil }
    if let broken = meaning.pieces.first(where: { $0.problem != nil }), let problem = broken.problem {
      throw PlanError(
        text, "what it refers to has an error: \(problem)",
        "Nothing was planned. Repair that first, or try again.")
    }
    let terms = meaning.addresses(with: .pass).prefixes.map {
      "\(qualifier)\($0.address.family == .ipv4 ? "ip4" : "ip6"):\($0)"
    }
    return (terms, meaning.leastTTL)
  }
}
