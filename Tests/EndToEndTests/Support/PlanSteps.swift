import Foundation
import Testing

/// The timetable of a plan, kept as it tells: a step that is late makes all later ones late by as much.
final class PlanSteps {
  private struct Document: Decodable {
    struct Step: Decodable {
      let step: String
      let at: Date
    }
    let steps: [Step]
  }

  private let steps: [Document.Step]
  private var late: TimeInterval = 0

  /// The steps of `spf plan --json`.
  init(_ output: (status: Int32, text: String), status: Int32) throws {
    try #require(output.status == status, "\(output.text)")
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    steps = try decoder.decode(Document.self, from: Data(output.text.utf8)).steps
  }

  /// The kinds in their order.
  var kinds: [String] { steps.map(\.step) }

  /// Waits for the time of a step; calls `meanwhile` again and again.
  func wait(for kind: String, meanwhile: () throws -> Void = {}) async throws {
    let time = try #require(steps.first { $0.step == kind }).at.addingTimeInterval(late)
    repeat {
      try meanwhile()
      try await Task.sleep(for: .milliseconds(100))
    } while Date() < time
  }

  /// The step has been taken now.
  func took(_ kind: String) throws {
    late = max(late, Date().timeIntervalSince(try #require(steps.first { $0.step == kind }).at))
  }
}
