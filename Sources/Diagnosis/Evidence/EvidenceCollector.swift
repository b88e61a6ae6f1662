/// Collects the evidence of all families.
enum EvidenceCollector {
  /// All that speaks for or against any cause.
  static func collect(_ subject: Subject) -> [Evidence] {
    var found = RecordEvidence.collect(subject)
    found += ReceiverEvidence.collect(subject)
    found += KinshipEvidence.collect(subject)
    found += ServiceEvidence.collect(subject)
    found += NeighbourEvidence.collect(subject)
    found += ClientNameEvidence.collect(subject)
    found += ForwarderEvidence.collect(subject)
    found += HeloEvidence.collect(subject)
    found += CrowdEvidence.collect(subject)
    found += QueueEvidence.collect(subject)
    found += PastEvidence.collect(subject)
    found += EnvelopeEvidence.collect(subject)
    found += AuthenticationEvidence.collect(subject)
    found += ReceiverEvidence.relative(subject, given: found)
    found += KinshipEvidence.lookalike(subject, given: found)
    found += KinshipEvidence.unrelated(subject, given: found)
    var seen: Set<EvidenceCode> = []
    return found.filter { seen.insert($0.code).inserted }
  }
}
