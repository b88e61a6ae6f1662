internal import Reporting

/// The JSON form of the story.
public struct StoryDocument: Encodable, Sendable {
  struct Step: Encodable, Sendable {
    let title: String
    let lines: [String]
    let asTold: Bool
  }

  let steps: [Step]

  /// The document of `steps`.
  public init(_ steps: [StoryStep]) {
    self.steps = steps.map { Step(title: $0.title, lines: $0.lines, asTold: $0.isAsTold) }
  }

  /// The document as text.
  public func json() throws -> String { try JSONText.encode(self) }
}
