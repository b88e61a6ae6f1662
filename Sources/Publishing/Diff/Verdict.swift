public import SPF

/// What a record says about some addresses: one result, or several that depend on the message.
public struct Verdict: Sendable {
  /// One way in which an evaluation can end.
  struct Way: Hashable {
    let conditions: [Condition]
    let outcome: MeaningPiece.Outcome
  }

  /// The pieces of the meaning that hold the addresses.
  let pieces: [MeaningPiece]

  /// The result, if every message gets the same.
  public var result: SPFResult? {
    guard case .result(let result)? = pieces.first?.outcome,
      pieces.allSatisfy({ $0.outcome == .result(result) })
    else { return nil }
    return result
  }

  /// All results that a message can get, without DNS errors of the terms that depend on it; nil if nobody can tell.
  public var possibleResults: Set<SPFResult>? {
    var out: Set<SPFResult> = []
    for piece in pieces {
      guard case .result(let result) = piece.outcome else { return nil }
      out.insert(result)
    }
    return out
  }

  /// The term that decides, if it is one and the same for every message.
  public var place: TermPlace? {
    pieces.allSatisfy { $0.place == pieces.first?.place } ? pieces.first?.place : nil
  }

  /// The terms that depend on the message.
  public var dependsOn: [TermPlace] {
    var out: [TermPlace] = []
    for piece in pieces {
      for place in piece.conditions.map(\.place)
        + (piece.outcome == .open ? [piece.place].compactMap { $0 } : [])
      where !out.contains(place) { out.append(place) }
    }
    return out
  }

  var ways: Set<Way> { Set(pieces.map { Way(conditions: $0.conditions, outcome: $0.outcome) }) }
  var isOpen: Bool { pieces.contains { $0.outcome == .open } }
}

extension Verdict: CustomStringConvertible {
  /// `fail by -all of example.com`, `pass or fail, which depends on ptr of example.com`.
  public var description: String {
    guard let result else {
      let names = possibleResults?.map(\.rawValue).sorted().joined(separator: " or ") ?? "something"
      return "\(names), which depends on \(dependsOn.map(\.description).joined(separator: ", "))"
    }
    if let problem = pieces.first?.problem { return "\(result): \(problem)" }
    return "\(result) " + (place.map { "by \($0)" } ?? (pieces.count > 1 ? "in any case" : "by default"))
  }
}
