import Diagnosis
import PageSettings
import SPF
import TestSupport
import Testing

@testable import Console

@Suite struct SituationTests {
  @Test(arguments: Worlds.all.indices) func everySituationComesAbout(_ index: Int) async throws {
    let world = Worlds.all[index]
    let question = try #require(WhyQuery(world.query).question)
    var limits = WhyLimits()
    limits.time = .seconds(3600)
    let investigator = WhyInvestigator(resolver: TableResolver(lines: world.zone), limits: limits)
    let finding = await investigator.find(question, now: 1_800_000_000)
    #expect(
      finding.situation == world.situation,
      "\(finding.diagnosed.map { "\($0.ranking) \($0.evidence.map { "\($0.evidence.code) \($0.evidence.detail)" })" } ?? "-")"
    )
  }
}
