/// A parameter whose value is none.
struct ParameterProblem: Error, Sendable, Hashable {
  /// Its name.
  let name: String
  /// What was expected.
  let expected: Phrase
}
