import Testing

@testable import Diagnosis

@Suite struct EvidenceTests {
  static let probes =
    EvidenceProbes.record + EvidenceProbes.kinship + EvidenceProbes.service + EvidenceProbes.clientName
    + EvidenceProbes.crowd + EvidenceProbes.envelope + EvidenceProbes.receiver
    + EvidenceProbes.pasts + EvidenceProbes.services + EvidenceProbes.neighbours + EvidenceProbes.crowds

  @Test func everyCodeIsProbed() {
    #expect(Set(EvidenceCode.allCases).subtracting(Self.probes.map(\.code)).map(\.rawValue) == [])
  }

  @Test(arguments: probes)
  func isSeenWhereItIs(probe: EvidenceProbe) async {
    #expect(await probe.seen.codes().contains(probe.code))
  }

  @Test(arguments: probes)
  func isNotSeenWhereItIsNot(probe: EvidenceProbe) async {
    #expect(await !probe.unseen.codes().contains(probe.code))
  }
}
