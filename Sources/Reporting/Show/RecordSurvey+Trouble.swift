public import SPF

extension RecordSurvey {
  /// Why a record cannot be used.
  public struct Trouble: Sendable, Hashable {
    /// The result that a check ends with.
    public let result: SPFResult
    /// Why, in a clause without a full stop.
    public let text: String
    /// Whether every check ends so, and not only one that no earlier term matches.
    public let isForAll: Bool
  }

  /// Whether the record can be used: `pass` if so, else the result that a check would end with.
  public var result: SPFResult { trouble?.result ?? .pass }

  /// Why the record cannot be used; nil if it can.
  public var trouble: Trouble? {
    if let problem = root.problem {
      return Trouble(result: Self.result(of: problem, isTarget: false), text: "\(problem)", isForAll: true)
    }
    let limits = Limits.rfc7208
    if lookups > limits.lookups {
      let text = "\(lookups) terms need DNS; \(limits.lookups) are the most"
      return Trouble(result: .permerror, text: text, isForAll: false)
    }
    if voidLookups > limits.voidLookups {
      let text = "\(voidLookups) DNS queries have no answer; \(limits.voidLookups) are the most"
      return Trouble(result: .permerror, text: text, isForAll: false)
    }
    return Self.trouble(in: root)
  }

  private static func trouble(in node: Node) -> Trouble? {
    for entry in node.terms {
      let place = "\(entry.text) of \(node.domain)"
      if let error = entry.error {
        return Trouble(result: error, text: "\(place): \(entry.note ?? "error")", isForAll: false)
      }
      for nested in entry.nested {
        if let problem = nested.problem {
          return Trouble(
            result: result(of: problem, isTarget: true), text: "\(place): \(problem)", isForAll: false)
        }
        if let trouble = trouble(in: nested) { return trouble }
      }
    }
    return nil
  }

  /// A target without a record gives permerror (RFC 7208 sections 5.2 and 6.1), the domain itself none.
  private static func result(of problem: Problem, isTarget: Bool) -> SPFResult {
    switch problem.code {
    case .dns: .temperror
    case .domainDoesNotExist, .noRecord: isTarget ? .permerror : .none
    default: .permerror
    }
  }
}
