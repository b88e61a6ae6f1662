/// A field of a form as it was filled in, and what is wrong with that: the model of the template `field`.
struct FormField: Sendable {
  let name: String
  let label: String
  let hint: String
  let value: String
  let example: String
  /// The type of HTML.
  let type: String
  /// So many characters it takes.
  let longest: Int
  let isRequired: Bool
  let isWrong: Bool
  /// What was expected, if it is wrong.
  let problem: String
  /// The identifiers of the texts about it, if there are any.
  let describedBy: String

  /// A field with its name; `value` must be fit to be shown. `problem` is of it if it has its name.
  init(
    _ name: String, label: String, hint: String = "", value: String, example: String = "",
    type: String = "text", longest: Int = 320, isRequired: Bool = true, problem: ParameterProblem?,
    language: Language
  ) {
    self.name = name
    self.label = label
    self.hint = hint
    self.value = value
    self.example = example
    self.type = type
    self.longest = longest
    self.isRequired = isRequired
    self.problem = Self.text(problem, of: name, language)
    isWrong = !self.problem.isEmpty
    describedBy = [isWrong ? "\(name)-problem" : "", hint.isEmpty ? "" : "\(name)-hint"].filter {
      !$0.isEmpty
    }.joined(separator: " ")
  }

  /// What `problem` says of the field `name`; nothing if it is another's.
  static func text(_ problem: ParameterProblem?, of name: String, _ language: Language) -> String {
    guard let problem, problem.name == name else { return "" }
    return Phrase("Expected: \(problem.expected.english).", "正しい値: \(problem.expected.japanese)。")[language]
  }
}
