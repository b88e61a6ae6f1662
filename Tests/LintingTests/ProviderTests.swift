import Foundation
import Reporting
import SPF
import TestSupport
import Testing

@testable import DNS
@testable import Linting

/// Records that work for millions of people every day must not be called broken.
@Suite struct ProviderTests {
  static let sheet: ZoneSheet? = {
    guard let url = Bundle.module.url(forResource: "Fixtures/providers", withExtension: "zone"),
      let data = try? Data(contentsOf: url)
    else { return nil }
    return try? ZoneSheet(Array(data), file: "providers.zone", origin: .root)
  }()

  static var domains: [String] {
    sheet?.names.map(\.description).filter { $0.split(separator: ".").count == 2 } ?? []
  }

  @Test func thereAreEnough() {
    #expect(Self.domains.count >= 20)
  }

  @Test(arguments: domains)
  func hasNoErrors(domain: String) async throws {
    let sheet = try #require(Self.sheet)
    let report = await Linter(time: .seconds(600)).lint(
      sheet, domains: [name(domain)], world: ZoneResolver(sheet.content.data))
    #expect(report.count(.error) == 0, "\(LintText(report).full)")
    #expect(!report.isIncomplete)
  }
}
