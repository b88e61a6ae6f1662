extension DiagnosedCase {
  /// The evidence as one reads it: what supports the verdict itself, then what speaks against its rivals only, and all
  /// else, each by weight.
  var evidenceToRead: [WeighedEvidence] {
    let cause = ranking[0].cause
    func support(_ entry: WeighedEvidence) -> Double {
      entry.weight > 0 ? max(0, entry.weights[cause] ?? 0) : 0
    }
    return evidence.enumerated().sorted { left, right in
      (support(left.element), right.offset) > (support(right.element), left.offset)
    }.map(\.element)
  }

  /// What makes the server the sender's own, and no forger's; the strongest first. That a name is confirmed is worth
  /// telling beside a reason only.
  var reasonsForStale: [WeighedEvidence] {
    func weight(_ entry: WeighedEvidence) -> Double { entry.weights[.staleRecord] ?? 0 }
    func margin(_ entry: WeighedEvidence) -> Double { weight(entry) - (entry.weights[.forged] ?? 0) }
    let reasons = evidence.filter { weight($0) > 0 && margin($0) > 0.3 }.enumerated().sorted { left, right in
      (margin(left.element), right.offset) > (margin(right.element), left.offset)
    }.map(\.element)
    let confirmations = evidence.filter { $0.evidence.code == .clientNameConfirmed }
    return reasons.isEmpty ? [] : reasons + confirmations
  }

  /// Whether the edit names single addresses, and the client is one of the hosts of a service that serves many.
  var namesHostOfService: Bool {
    let codes: Set<EvidenceCode> = [
      .mailExchangeAtSameProvider, .providerPassesElsewhere, .clientPassesForOthers, .includesSameProvider,
      .clientNameRelay, .envelopeNamesRecipient,
    ]
    return remedy.edit?.terms.contains { $0.hasPrefix("ip4:") || $0.hasPrefix("ip6:") } == true
      && evidence.contains { codes.contains($0.evidence.code) }
  }
}
