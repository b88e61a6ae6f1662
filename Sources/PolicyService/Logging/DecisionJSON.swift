internal import SPF

/// The JSON object of a decision. The keys are documented in Documentation/policyd-spf.md.
struct DecisionJSON {
  let line: [UInt8]

  init(
    _ decision: PolicyDecision, _ request: PolicyRequest, _ configuration: PolicyConfiguration, time: Int64
  ) {
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
    if let exemption = decision.verdict.exemption { json.append("exemption", word: Self.word(exemption)) }
    json.append("repeated", flag: decision.isRepeated)
    switch decision.action {
    case .dunno: json.append("action", word: "dunno")
    case .prepend: json.append("action", word: "prepend")
    case .refuse(let code): json.append("action", word: code.words)
    }
    if !decision.text.isEmpty { json.append("text", decision.text[...]) }
    if let withheld = decision.withheld {
      json.append("withheld_action", word: withheld.code.words)
      json.append("withheld_text", withheld.text[...])
    }
    if decision.isQuarantined { json.append("quarantined", flag: true) }
    line = json.finished()
  }

  private static let attributes: [(StaticString, PolicyAttribute)] = [
    ("queue_id", .queueID), ("instance", .instance), ("client_address", .clientAddress),
    ("client_name", .clientName), ("helo_name", .heloName), ("sender", .sender),
    ("recipient", .recipient), ("sasl_username", .saslUsername),
  ]

  private static func word(_ exemption: PolicyVerdict.Exemption) -> StaticString {
    switch exemption {
    case .local: "local"
    case .noClient: "no-client"
    case .malformedClient: "malformed-client"
    case .nothingToCheck: "nothing-to-check"
    }
  }
}
