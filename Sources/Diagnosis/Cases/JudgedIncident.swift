/// An incident with its evidence, judged by itself.
struct JudgedIncident: Sendable {
  let subject: Subject
  let evidence: [Evidence]
  let judgement: Judgement

  init(_ subject: Subject) {
    self.subject = subject
    evidence = EvidenceCollector.collect(subject)
    judgement = Judgement(evidence)
  }
}
