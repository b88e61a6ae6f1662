internal import PublicSuffix
internal import Reporting
internal import SPF

/// Judges incidents and puts those together that a person would call one problem.
struct CaseBuilder {
  let investigation: Investigation

  /// The cases without remedies, the most costly first, each with the subjects of its incidents.
  func build() -> [(case: DiagnosedCase, subjects: [Subject])] {
    var groups: [String: [JudgedIncident]] = [:]
    var order: [String] = []
    for incident in investigation.incidents {
      let judged = JudgedIncident(investigation.subject(incident))
      let verdict = judged.judgement.verdict.verdict
      let key = "\(verdict.rawValue) \(Self.key(verdict, judged))"
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(judged)
    }
    let cases = order.compactMap { groups[$0] }.map { group in
      (case: Self.merge(group), subjects: group.map(\.subject))
    }
    return cases.sorted { Self.cost($0.case) > Self.cost($1.case) }
  }

  /// Refused messages of innocent people cost most; forgeries stopped cost nothing.
  private static func cost(_ item: DiagnosedCase) -> (Int, Int, Int) {
    (item.verdict == .forged ? 0 : 1, item.refused, item.messages)
  }

  /// What incidents of one verdict have in common if they are one problem.
  private static func key(_ verdict: Verdict, _ judged: JudgedIncident) -> String {
    let subject = judged.subject
    let codes = Set(judged.evidence.map(\.code))
    let client = subject.trustedOrganisations.min()?.description ?? network(subject.address)
    switch verdict {
    case .staleRecord, .brokenRecord, .unknown: return subject.name.description
    case .dnsTrouble: return codes.contains(.dnsFailsForMany) ? "" : subject.name.description
    case .forged:
      return codes.contains(.manyDomainsFromClient) ? "\(subject.address)" : subject.name.description
    case .forwarded: return client
    case .hiddenClient: return subject.isGateway ? "" : client
    case .unauthenticatedLocal:
      return codes.contains(.submissionService) || codes.contains(.userAuthenticated) ? "" : client
    }
  }

  private static func network(_ address: IPAddress) -> String {
    address.masked(to: address.family == .ipv4 ? 24 : 64).description
  }

  /// One case of incidents that got the same verdict.
  private static func merge(_ group: [JudgedIncident]) -> DiagnosedCase {
    let group = group.sorted { $0.subject.incident.messages > $1.subject.incident.messages }
    let judgement = Judgement.mean(group.map { ($0.judgement, $0.subject.incident.messages) })
    let ranking = judgement.ranking
    var evidence: [Evidence] = []
    var seen: Set<EvidenceCode> = []
    for item in group.flatMap(\.evidence) where seen.insert(item.code).inserted { evidence.append(item) }
    let best = ranking[0].cause
    let next = ranking[1].cause
    let weighed = evidence.map { item in
      let row = Weights.of(item.code)
      let weights = Dictionary(uniqueKeysWithValues: Cause.allCases.map { ($0, row[$0]) }).filter {
        $0.value != 0
      }
      return DiagnosedCase.WeighedEvidence(
        evidence: item, weight: row[best] - row[next], weights: weights)
    }
    return DiagnosedCase(
      verdict: judgement.verdict.verdict, confidence: ranking[0].probability, ranking: ranking,
      incidents: group.map(\.subject.incident), evidence: weighed.sorted { abs($0.weight) > abs($1.weight) },
      outcomes: group.compactMap(\.subject.facts.outcome),
      record: group[0].subject.facts.outcome.flatMap { RecordView($0) }, contacts: contacts(group[0].subject),
      remedy: Remedy(.nobody, ""))
  }

  /// Whom to tell about the record of `subject`, or the one it refers to that is at fault.
  private static func contacts(_ subject: Subject) -> [Contact] {
    let domain = subject.facts.outcome?.problem?.domain ?? subject.name
    let organisation = PublicSuffixes.organisation(of: domain)
    return Contact.find(
      domain, record: domain == subject.name ? subject.survey?.root.record : nil,
      facts: subject.domains[domain] ?? subject.domains[organisation])
  }
}
