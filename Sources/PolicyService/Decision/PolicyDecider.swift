internal import SPF

/// The order of decision, as pure functions: local networks, HELO, MAIL FROM.
struct PolicyDecider: Sendable {
  let rules: RuleSet
  var leniency: Leniency
  var configuration: PolicyConfiguration { rules.configuration }

  enum Beginning {
    /// Nothing needs to be looked up.
    case decided(PolicyVerdict)
    /// The identities of this subject are to be checked.
    case check(PolicySubject)
  }

  /// What results lead to.
  enum Conclusion {
    /// The verdict.
    case decided(PolicyVerdict)
    /// A failure is to be judged first.
    indirect case judge(GraceQuestion)

    /// The verdict, if nothing is to be judged.
    var verdict: PolicyVerdict? {
      guard case .decided(let verdict) = self else { return nil }
      return verdict
    }
  }

  func begin(_ request: PolicyRequest) -> Beginning {
    let text = request.value(.clientAddress)
    if text.isEmpty { return .decided(PolicyVerdict(rules, exempted: .noClient)) }
    guard let client = configuration.prospectiveClient ?? IPAddress(utf8: text) else {
      return .decided(PolicyVerdict(rules, exempted: .malformedClient))
    }
    if configuration.localNetworks.contains(client) {
      return .decided(PolicyVerdict(rules, exempted: .local))
    }
    if configuration.exemptions.authenticatedUsers, !request.value(.saslUsername).isEmpty {
      return .decided(PolicyVerdict(rules, exempted: .authenticated))
    }
    if configuration.exemptions.relays.contains(where: { $0.contains(client) }) {
      return .decided(PolicyVerdict(rules, exempted: .relay))
    }
    guard let subject = PolicySubject(request, client: client) else {
      return .decided(PolicyVerdict(rules, exempted: .nothingToCheck))
    }
    return .check(subject)
  }

  func needsHelo(_ subject: PolicySubject) -> Bool { configuration.helo != .notChecked }

  func needsMailFrom(_ subject: PolicySubject) -> Bool {
    configuration.mailFrom != .notChecked && !subject.isNullSender
  }

  /// The conclusion if the HELO result alone decides: it refuses, or there is no MAIL FROM identity to check.
  func conclusion(helo: CheckOutcome?, of subject: PolicySubject) -> Conclusion? {
    guard let helo else {
      return needsMailFrom(subject) ? nil : .decided(PolicyVerdict(rules, exempted: .nothingToCheck))
    }
    let finding = finding(configuration.helo, on: helo, subject)
    if let question = finding.unjudged { return .judge(question) }
    if finding.ruling == .accept, needsMailFrom(subject) { return nil }
    return .decided(
      PolicyVerdict(
        rules, finding.ruling, because: helo, helo: helo, mailFrom: nil, isStrict: finding.isStrict,
        pardon: finding.pardon))
  }

  /// The conclusion when both are known. The HELO result did not refuse; it is reported where MAIL FROM has no
  /// result of its own.
  func conclusion(helo: CheckOutcome?, mailFrom: CheckOutcome, of subject: PolicySubject) -> Conclusion {
    let finding = finding(configuration.mailFrom, on: mailFrom, subject)
    if let question = finding.unjudged { return .judge(question) }
    // What HELO was forgiven is told, too, if MAIL FROM has nothing to tell.
    let earlier =
      leniency.isNone ? nil : helo.flatMap { self.finding(configuration.helo, on: $0, subject).pardon }
    let pardon = finding.pardon ?? (finding.ruling == .accept ? earlier : nil)
    if let helo, mailFrom.result == .none, helo.result != .none {
      return .decided(
        PolicyVerdict(
          rules, finding.ruling, because: helo, helo: helo, mailFrom: mailFrom, pardon: pardon))
    }
    return .decided(
      PolicyVerdict(
        rules, finding.ruling, because: mailFrom, helo: helo, mailFrom: mailFrom, isStrict: finding.isStrict,
        pardon: pardon))
  }

  /// What is done because of one outcome.
  private struct Finding {
    var ruling: RejectionRule.Verdict
    let isStrict: Bool
    var pardon: Pardon?
    /// What is to be judged before anything is done.
    var unjudged: GraceQuestion?
  }

  private func finding(_ rule: RejectionRule, on outcome: CheckOutcome, _ subject: PolicySubject) -> Finding {
    let isStrict = isStrict(outcome.identity)
    var finding = Finding(ruling: ruling(rule, on: outcome, isStrict: isStrict, subject), isStrict: isStrict)
    guard finding.ruling != .accept else { return finding }
    switch leniency.answer(outcome, finding.ruling, subject, configuration.grace) {
    case .none: break
    case .pardon(let ground):
      finding.pardon = Pardon(ground: ground, outcome: outcome, ruling: finding.ruling, isStrict: isStrict)
      finding.ruling = .accept
    case .deferral: finding.ruling = .defer
    case .unjudged(let question): finding.unjudged = question
    }
    return finding
  }

  private func isStrict(_ identity: Identity) -> Bool {
    guard !configuration.strictDomains.isEmpty, let domain = identity.domain else { return false }
    return configuration.strictDomains.contains { domain.isEqualToOrSubdomain(of: $0) }
  }

  private func ruling(
    _ rule: RejectionRule, on outcome: CheckOutcome, isStrict: Bool, _ subject: PolicySubject
  ) -> RejectionRule.Verdict {
    // A rule that refuses nothing does not say so of the domains that are named.
    let rule = isStrict && (rule == .fail || rule == .never) ? RejectionRule.softfail : rule
    var ruling = rule.verdict(
      on: outcome.result, errors: configuration.errors, isNullSender: subject.isNullSender)
    if isStrict, outcome.result == .neutral, rule != .null || subject.isNullSender { ruling = .reject }
    if ruling == .reject, configuration.refusesOnlyNoMail, !Self.isNoMailDomain(outcome) { return .accept }
    return ruling
  }

  private static let noMail = Array("v=spf1 -all".utf8)

  /// Whether the domain's own record says that it sends no mail, and nothing else.
  private static func isNoMailDomain(_ outcome: CheckOutcome) -> Bool {
    guard let matched = outcome.matched, matched.depth == 0 else { return false }
    return matched.record.text == noMail
  }
}
