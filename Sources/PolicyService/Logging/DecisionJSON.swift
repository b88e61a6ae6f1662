internal import SPF

/// The JSON object of a decision. The keys are documented in Documentation/policyd-spf.md.
struct DecisionJSON {
  let line: [UInt8]

  init(_ decision: PolicyDecision, _ request: PolicyRequest, time: Int64) {
    var json = JSONLine(severity: .info, event: "decision", time: time)
    for (key, attribute) in Self.attributes {
      guard let value = request[attribute] else { continue }
      json.append(key, value.prefix(Words.maximumPathLength))
    }
    if let outcome = decision.verdict.deciding {
      json.append("identity", word: outcome.identity.scope == .mailFrom ? "mailfrom" : "helo")
      json.append("result", word: Words.lowercase(outcome.result))
      if let matched = outcome.matched {
        var term: [UInt8] = []
        Words.appendTerm(matched, to: &term)
        json.append("mechanism", term[...])
        json.append("record_domain", Array(matched.domain.description.utf8)[...])
      }
      if outcome.problem != nil {
        var problem: [UInt8] = []
        Words.appendProblem(of: outcome, to: &problem)
        json.append("problem", problem[...])
      }
      json.append("lookups", number: outcome.counters.lookups)
      json.append("void_lookups", number: outcome.counters.voidLookups)
    }
    if let helo = decision.verdict.helo { json.append("helo_result", word: Words.lowercase(helo.result)) }
    if let mailFrom = decision.verdict.mailFrom {
      json.append("mailfrom_result", word: Words.lowercase(mailFrom.result))
    }
    if let policy = decision.verdict.policy { json.append("policy", Array(policy.utf8)[...]) }
    if let exemption = decision.verdict.exemption {
      json.append("exemption", word: exemption.word)
      if let name = exemption.name { json.append("exempt_name", Array(name.description.utf8)[...]) }
    }
    if decision.verdict.isLate { json.append("late", flag: true) }
    json.append("repeated", flag: decision.isRepeated)
    json.append("action", word: decision.action.word)
    if !decision.text.isEmpty { json.append("text", decision.text[...]) }
    if let withheld = decision.withheld {
      json.append("withheld_action", word: withheld.action.word)
      json.append("withheld_text", withheld.text[...])
      switch withheld.reason {
      case .monitoring: json.append("withheld_because", word: "monitoring")
      case .quarantine: json.append("withheld_because", word: "quarantine")
      case .exemption(let exemption):
        json.append("withheld_because", word: "exemption")
        json.append("exempt_reason", Array(exemption.reason.utf8)[...])
      case .grace(let probability):
        json.append("withheld_because", word: "grace")
        json.append("grace_probability", number: probability)
      }
    }
    if decision.isQuarantined { json.append("quarantined", flag: true) }
    line = json.finished()
  }

  private static let attributes: [(StaticString, PolicyAttribute)] = [
    ("queue_id", .queueID), ("instance", .instance), ("client_address", .clientAddress),
    ("client_name", .clientName), ("helo_name", .heloName), ("sender", .sender),
    ("recipient", .recipient), ("sasl_username", .saslUsername),
  ]
}
