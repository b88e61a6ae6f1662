internal import SPF

/// What is wrong with a record whoever asks: what it should decide about it cannot.
enum RecordHealth {
  private static let mostProblems = 3

  /// Parts of sentences, none if the record is sound. `budget` is what the whole tree needs of the limits of RFC 7208
  /// section 4.6.4.
  static func problems(
    of meaning: RecordMeaning, budget: (lookups: Int, voids: Int), limits: Limits = .rfc7208
  ) -> [String] {
    var order: [Problem] = []
    var sets: [Problem: NetworkSet] = [:]
    for piece in meaning.pieces where piece.outcome == .result(.permerror) {
      guard let problem = piece.problem, !isLimit(problem.code) else { continue }
      if sets[problem] == nil { order.append(problem) }
      sets[problem] = (sets[problem] ?? NetworkSet()).union(piece.addresses)
    }
    var out = order.prefix(mostProblems).map { problem in
      let set = sets[problem] ?? NetworkSet()
      let whom = set == .everything ? "everybody" : CountText.describe(set)
      return "permerror for \(whom): \(problem)"
    }
    if budget.lookups > limits.lookups {
      out.append("it needs \(budget.lookups) terms that ask DNS, of \(limits.lookups): permerror")
    }
    if budget.voids > limits.voidLookups {
      out.append(
        "\(budget.voids) of its lookups have no answer, of \(limits.voidLookups): permerror at most receivers"
      )
    }
    return out
  }

  /// The terms of the record of the domain itself at which an evaluation ends with permerror.
  static func brokenTerms(of meaning: RecordMeaning) -> Set<String> {
    Set(
      meaning.pieces.compactMap { piece in
        guard piece.outcome == .result(.permerror), let place = piece.place, place.domain == meaning.domain,
          let problem = piece.problem, !isLimit(problem.code)
        else { return nil }
        return place.text
      })
  }

  private static func isLimit(_ code: Problem.Code) -> Bool {
    switch code {
    case .lookupLimit, .voidLookupLimit: true
    default: false
    }
  }
}
