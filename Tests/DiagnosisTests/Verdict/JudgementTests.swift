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
