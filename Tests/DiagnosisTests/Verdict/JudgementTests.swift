import Testing

@testable import Diagnosis

@Suite struct JudgementTests {
  @Test func nothingKnownDecidesNothing() {
    #expect(Judgement([]).verdict.verdict == .unknown)
  }

  @Test func probabilitiesAddUpToOne() {
    let ranking = Judgement([Evidence(.clientUnrelated, ""), Evidence(.heloElsewhere, "")]).ranking
    #expect(abs(ranking.reduce(0) { $0 + $1.probability } - 1) < 0.01)
    #expect(ranking.count == Cause.allCases.count)
  }

  @Test func furtherEvidenceOfAFamilyCountsHalf() throws {
    let one = Judgement([Evidence(.clientNameInSenderOrganisation, "")])
    let two = Judgement([
      Evidence(.clientNameInSenderOrganisation, ""), Evidence(.heloConfirmedInSenderOrganisation, ""),
    ])
    let difference = try #require(two.scores[.staleRecord]) - #require(one.scores[.staleRecord])
    #expect(difference == Weights.of(.heloConfirmedInSenderOrganisation)[.staleRecord] / 2)
  }

  @Test func nothingIsCertain() {
    let judgement = Judgement([Evidence(.userAuthenticated, ""), Evidence(.submissionService, "")])
    #expect(judgement.verdict.verdict == .unauthenticatedLocal)
    #expect(judgement.verdict.confidence <= 0.99)
  }

  @Test func forgedTakesMoreThanOtherVerdicts() {
    // A stranger whose host is in order: probably a forger, but nobody should be told so on that alone.
    let judgement = Judgement([
      Evidence(.resultNotAuthorised, ""), Evidence(.clientPublic, ""), Evidence(.senderDomainIsForeign, ""),
      Evidence(.clientNameConfirmed, ""), Evidence(.heloConfirmed, ""), Evidence(.clientUnrelated, ""),
      Evidence(.clientOrganisationReceivesNothing, ""),
    ])
    #expect(judgement.ranking[0].cause == .forged)
    #expect(judgement.verdict.verdict == .unknown)
  }

  @Test func withoutASignNobodyIsCalledAForger() {
    let absences = [
      Evidence(.clientUnrelated, ""), Evidence(.burst, ""), Evidence(.manyDomainsFromClient, ""),
      Evidence(.clientNameGeneric, ""), Evidence(.clientPublic, ""), Evidence(.resultNotAuthorised, ""),
      Evidence(.senderDomainIsForeign, ""),
    ]
    let unsigned = Judgement(absences)
    #expect(unsigned.ranking[0].cause == .forged)
    #expect(unsigned.ranking[0].probability > Judgement.forgedThreshold)
    #expect(unsigned.verdict.verdict == .unknown)
    #expect(Judgement(absences + [Evidence(.heloLiteral, "")]).verdict.verdict == .forged)
    // One that honest hosts show, too, is not enough.
    #expect(Judgement(absences + [Evidence(.heloBareWord, "")]).verdict.verdict == .unknown)
  }

  @Test func anExemptionTakesMoreThanHalf() {
    let judgement = Judgement([
      Evidence(.resultNotAuthorised, ""), Evidence(.clientPublic, ""), Evidence(.senderDomainIsForeign, ""),
      Evidence(.clientReceivesMail, ""), Evidence(.clientNameGeneric, ""), Evidence(.senderIsMachine, ""),
    ])
    #expect(judgement.ranking[0].cause == .forwarded)
    #expect((0.5..<0.6).contains(judgement.ranking[0].probability), "\(judgement.ranking[0].probability)")
    #expect(judgement.verdict.verdict == .unknown)
  }

  @Test func signsSpeakForForgery() {
    for code in EvidenceCode.allCases where Weights.of(code).isSign { #expect(Weights.of(code).forged > 0) }
  }

  @Test(arguments: EvidenceCode.allCases)
  func weightsArePlausible(code: EvidenceCode) {
    let weights = Weights.of(code)
    for cause in Cause.allCases { #expect(abs(weights[cause]) <= 6) }
    #expect(Cause.allCases.contains { weights[$0] != 0 })
  }

  @Test func codesAreWrittenAlike() {
    for code in EvidenceCode.allCases {
      #expect(code.rawValue.allSatisfy { $0.isLowercase || $0 == "-" || $0.isNumber })
    }
  }
}
