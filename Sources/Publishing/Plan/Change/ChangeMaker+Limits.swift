internal import SPF

/// The limits of RFC 7208 section 4.6.4.
extension ChangeMaker {
  /// What a change needs of them.
  struct Budget {
    /// The most of both stages.
    let lookups: Int
    let voids: Int
    let before: (lookups: Int, voids: Int)
    let after: (lookups: Int, voids: Int)
    let warnings: [String]
  }

  /// What both stages need of the limits; a stage that goes beyond them, and further than the record does now, is refused.
  func budget(during: String, after: String) async throws -> Budget {
    let old = await LookupBudget.count(
      domain, resolver: TextsOverlay(base: resolver, domain: domain, texts: published.texts))
    let end = await count(after)
    let stages = [await count(during), end]
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
    return Budget(lookups: most.lookups, voids: most.voids, before: old, after: end, warnings: warnings)
  }

  private func count(_ text: String) async -> (lookups: Int, voids: Int) {
    await LookupBudget.count(
      domain, resolver: RecordOverlay(base: resolver, domain: domain, record: text))
  }
}
