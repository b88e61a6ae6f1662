internal import SPF

/// The order of decision, as pure functions: local networks, HELO, MAIL FROM.
struct PolicyDecider: Sendable {
  let rules: RuleSet
  var configuration: PolicyConfiguration { rules.configuration }

  enum Beginning {
    /// Nothing needs to be looked up.
    case decided(PolicyVerdict)
    /// The identities of this subject are to be checked.
    case check(PolicySubject)
  }

  func begin(_ request: PolicyRequest) -> Beginning {
    let text = request.value(.clientAddress)
    if text.isEmpty { return .decided(PolicyVerdict(rules, exempted: .noClient)) }
    guard let client = IPAddress(utf8: text) else {
      return .decided(PolicyVerdict(rules, exempted: .malformedClient))
    }
    if configuration.localNetworks.contains(client) {
      return .decided(PolicyVerdict(rules, exempted: .local))
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

  /// The verdict if the HELO result alone decides: it refuses, or there is no MAIL FROM identity to check.
  func verdict(helo: CheckOutcome?, of subject: PolicySubject) -> PolicyVerdict? {
    guard let helo else {
      return needsMailFrom(subject) ? nil : PolicyVerdict(rules, exempted: .nothingToCheck)
    }
    let ruling = configuration.helo.verdict(
      on: helo.result, errors: configuration.errors, isNullSender: subject.isNullSender)
    if ruling == .accept, needsMailFrom(subject) { return nil }
    return PolicyVerdict(rules, ruling, because: helo, helo: helo, mailFrom: nil)
  }

  /// The verdict when both are known. The HELO result did not refuse; it is reported where MAIL FROM has no
  /// result of its own.
  func verdict(
    helo: CheckOutcome?, mailFrom: CheckOutcome, of subject: PolicySubject
  ) -> PolicyVerdict {
    let ruling = configuration.mailFrom.verdict(
      on: mailFrom.result, errors: configuration.errors, isNullSender: false)
    if let helo, mailFrom.result == .none, helo.result != .none {
      return PolicyVerdict(rules, ruling, because: helo, helo: helo, mailFrom: mailFrom)
    }
    return PolicyVerdict(rules, ruling, because: mailFrom, helo: helo, mailFrom: mailFrom)
  }
}
