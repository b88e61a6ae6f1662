internal import Reporting
internal import SPF

/// What the results logged, and the record as it is now, say.
enum RecordEvidence {
  /// So many domains in trouble at once have the receiver's resolver in common.
  private static let manyDomains = 3

  static func collect(_ subject: Subject) -> [Evidence] {
    var found: [Evidence] = []
    let incident = subject.incident
    let outcome = subject.facts.outcome
    let isPermerror = incident.share(of: .permerror) > 0.5
    let isTemperror = incident.share(of: .temperror) > 0.5
    if isPermerror {
      let reason = incident.reasons.byFrequency.first.map { ": \(Quoted.text($0))" } ?? ""
      found.append(
        Evidence(
          .resultPermerror,
          "The check ended in permerror (\(incident.results[.permerror] ?? 0) times)\(reason)."))
    } else if isTemperror {
      found.append(
        Evidence(
          .resultTemperror, "The check ended in temperror (\(incident.results[.temperror] ?? 0) times)."))
    } else if !incident.results.isEmpty {
      let results = incident.results.sorted { $0.value > $1.value }.map { "\($0.key) \($0.value)" }
      found.append(
        Evidence(
          .resultNotAuthorised,
          "The record of \(subject.name) was evaluated: \(results.joined(separator: ", "))."))
    }
    if let problem = outcome?.problem, outcome?.result == .permerror {
      found.append(Evidence(.recordBroken, "Evaluated now it is permerror: \(problem)."))
    } else if isPermerror, let outcome, outcome.result != .temperror {
      found.append(
        Evidence(
          .permerrorNotSeenNow,
          "Evaluated now it is \(outcome.result): the record was changed, or checkers count differently."))
    }
    if let text = notASCII(subject) {
      found.append(Evidence(.recordNotASCII, "The record holds characters that are not ASCII: \(text)."))
    }
    if isTemperror {
      if let problem = outcome?.problem, outcome?.result == .temperror {
        found.append(Evidence(.dnsFailsNow, "DNS does not answer now either: \(problem)."))
      }
      let troubled = subject.crowd.troubledDomains
      if troubled.count >= manyDomains {
        found.append(Evidence(.dnsFailsForMany, "\(troubled.count) domains ended in temperror."))
      }
    }
    if !isPermerror, !isTemperror, let outcome, outcome.result == .pass {
      let term = outcome.origin.map { " (\($0.text) of \($0.domain))" } ?? ""
      found.append(
        Evidence(.passesNow, "\(subject.address) passes now\(term): the record was changed since."))
    }
    if let soft = incident.lastSoftfail, let fail = incident.firstFail, soft < fail {
      found.append(
        Evidence(
          .recordHardened,
          "The same client got softfail before it got fail: the record changed, the client did not."))
    }
    if let result = outcome?.result, [.fail, .softfail, .permerror].contains(result) {
      if let term = termNaming(subject) ?? subject.facts.termBehindAll {
        found.append(
          Evidence(
            .recordNamesClient,
            "The record covers \(subject.address), in \(term), where it authorises nobody: behind \"all\", or in the wrong mechanism."
          ))
      } else if let survey = subject.survey, survey.authorised.isEmpty, authorisesNobody(subject) {
        found.append(
          Evidence(.domainSendsNothing, "The record of \(subject.name) says that nobody sends for it."))
      }
    }
    return found
  }

  /// The term with the client's address in its text, if one has it to no effect.
  private static func termNaming(_ subject: Subject) -> String? {
    for term in text(subject).split(separator: UInt8(ascii: " ")).dropFirst() {
      let text = String(decoding: term, as: UTF8.self)
      guard let colon = text.firstIndex(of: ":"), !text.hasPrefix("-"), !text.hasPrefix("~") else { continue }
      let value = text[text.index(after: colon)...].prefix { $0 != "/" }
      if IPAddress(String(value)) == subject.address { return Printable.text(text) }
    }
    return nil
  }

  /// The record, whether it can be read or not.
  private static func text(_ subject: Subject) -> [UInt8] {
    if case .invalid(_, let text)? = subject.survey?.root.answer.selection { return text }
    return subject.survey?.root.record?.text ?? []
  }

  /// Whether the record has nothing but `all`.
  private static func authorisesNobody(_ subject: Subject) -> Bool {
    guard let record = subject.survey?.root.record else { return false }
    let terms = record.text.split(separator: UInt8(ascii: " ")).dropFirst()
    return terms.count == 1 && terms.first?.elementsEqual("-all".utf8) == true
  }

  private static func notASCII(_ subject: Subject) -> String? {
    guard let answer = subject.survey?.root.answer, case .invalid(_, let text) = answer.selection else {
      return nil
    }
    let strange = String(decoding: text, as: UTF8.self).unicodeScalars.filter { !$0.isASCII }
    guard !strange.isEmpty else { return nil }
    return strange.prefix(4).map { "U+\(String($0.value, radix: 16, uppercase: true))" }.joined(
      separator: ", ")
  }
}
