import Foundation
import Testing

@testable import Diagnosis

@Suite struct DocumentationTests {
  /// The documentation has one row for each code, with the weights of the table.
  @Test(arguments: EvidenceCode.allCases)
  func everyWeightIsDocumented(code: EvidenceCode) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    let text = try String(contentsOf: root.appending(path: "Documentation/diagnosis.md"), encoding: .utf8)
    let row = try #require(text.split(separator: "\n").first { $0.hasPrefix("| `\(code.rawValue)` |") })
    let cells = row.split(separator: "|", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    let weights = Weights.of(code)
    #expect(row.hasSuffix("(sign) |") == weights.isSign)
    let causes: [Cause] = [
      .staleRecord, .forwarded, .forged, .brokenRecord, .dnsTrouble, .hiddenClient, .unauthenticatedLocal,
    ]
    for (cause, cell) in zip(causes, cells.dropFirst(2)) {
      #expect((Double(cell) ?? 0) == weights[cause], "\(cause.rawValue)")
    }
  }

  @Test(arguments: Opening.allCases)
  func everyOpeningIsDocumented(opening: Opening) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    let text = try String(contentsOf: root.appending(path: "Documentation/diagnosis.md"), encoding: .utf8)
    #expect(text.split(separator: "\n").contains { $0.hasPrefix("| `\(opening.rawValue)` |") })
  }
}
