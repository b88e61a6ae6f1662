/// Somebody asked more than is allowed.
struct TooManyQuestions: Error, Hashable {
  /// After so many seconds there may be another question.
  let seconds: Int
}
