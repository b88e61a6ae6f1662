internal import SPF

/// Finds out whether a client is exempt by a name, in the order of policyd-spf: domains it may send for, its HELO name,
/// its reverse name.
struct ExemptionCheck: Sendable {
  let rules: RuleSet
  let client: IPAddress
  let helo: [UInt8]

  private var exemptions: Exemptions { rules.configuration.exemptions }

  /// What is known.
  enum Finding {
    /// The client is exempt.
    case exempt(PolicyVerdict.Exemption)
    /// It is not.
    case none
    /// An answer of DNS is not at hand.
    case unknown
  }

  init(_ subject: PolicySubject, _ rules: RuleSet, helo: ArraySlice<UInt8>) {
    self.rules = rules
    client = subject.client
    self.helo = Array(helo)
  }

  /// What can be said with what `resolver` has at hand.
  func atHand(_ resolver: some ImmediateResolver) -> Finding {
    for domain in exemptions.relayDomains {
      guard let isAllowed = maySend(for: domain, resolver) else { return .unknown }
      if isAllowed { return .exempt(.relayDomain(domain)) }
    }
    if !exemptions.heloNames.isEmpty, let name = Identity.helo(utf8: helo).domain,
      exemptions.heloNames.contains(name)
    {
      guard let isConfirmed = leads(name, resolver) else { return .unknown }
      if isConfirmed { return .exempt(.heloName(name)) }
    }
    return reverseName(resolver)
  }

  private func maySend(for domain: DomainName, _ resolver: some ImmediateResolver) -> Bool? {
    let identity = Identity.mailFrom("postmaster@\(domain)", helo: "\(domain)")
    return rules.evaluator.checkAtHand(CheckRequest(identity, client: client), resolver: resolver)
      .map { $0.result == .pass }
  }

  /// Whether the client is among the addresses of `name`.
  private func leads(_ name: DomainName, _ resolver: some ImmediateResolver) -> Bool? {
    let type: DNSRecordType = client.family == .ipv4 ? .a : .aaaa
    guard let answer = resolver.answerAtHand(to: DNSQuestion(name, type)) else { return nil }
    guard case .addresses(let addresses) = answer.records else { return false }
    return addresses.contains(client)
  }

  private func reverseName(_ resolver: some ImmediateResolver) -> Finding {
    guard !exemptions.reverseNames.isEmpty else { return .none }
    guard let answer = resolver.answerAtHand(to: DNSQuestion(client.reverseName, .ptr)) else {
      return .unknown
    }
    guard case .names(let names) = answer.records else { return .none }
    // No more than ten are looked at, as for `ptr` (RFC 7208 section 4.6.4).
    for name in names.prefix(10)
    where exemptions.reverseNames.contains(where: { name.isEqualToOrSubdomain(of: $0) }) {
      guard let isConfirmed = leads(name, resolver) else { return .unknown }
      if isConfirmed { return .exempt(.reverseName(name)) }
    }
    return .none
  }

  /// What can be said when DNS has been asked, for no longer than the time there is. What is not known then is no
  /// exemption.
  func fetched<C: Clock<Duration>>(
    _ resolver: some ImmediateResolver, clock: C = ContinuousClock()
  ) async -> PolicyVerdict.Exemption? {
    let deadline = clock.now.advanced(by: exemptions.time)
    let answers = FetchedAnswers(resolver)
    while true {
      switch atHand(answers) {
      case .exempt(let exemption): return exemption
      case .none: return nil
      case .unknown:
        guard let question = answers.missing,
          let answer = await Deadline.answer(to: question, from: resolver, before: deadline, of: clock)
        else { return nil }
        answers.keep(answer, to: question)
      }
    }
  }
}
