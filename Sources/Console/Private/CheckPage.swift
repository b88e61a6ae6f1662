internal import Reporting
internal import SPF

/// A form to check a client, what comes of it, and why: the model of the template `check`.
struct CheckPage: Sendable {
  /// A check to begin with, that needs nobody's record but its own.
  struct Example: Sendable {
    let link: String
    let title: String
    let record: [CodeWords.Word]
  }

  /// A fact.
  struct Fact: Sendable {
    let name: String
    let value: String
  }

  /// What came of the check.
  struct Answer: Sendable {
    let result: String
    let style: String
    let meaning: String
    let sentence: String
    let facts: [Fact]
    let trees: [TreeModel]
    let domainLink: String
    let domainName: String
    let isPublished: Bool
  }

  let frame: PageFrame
  let words: [String: String]
  let fields: [FormField]
  let recordLabel: String
  let recordHint: String
  let record: String
  let isRecordWrong: Bool
  let recordProblem: String
  let answers: [Answer]
  let isFirst: Bool
  let steps: [String]
  let examples: [Example]

  private static let longestQuotation = 300

  /// The form as it was filled in, with what is wrong in it or what came of it.
  init(
    _ input: CheckInput, problem: ParameterProblem? = nil, outcome: CheckOutcome? = nil, frame: PageFrame,
    language: Language
  ) {
    self.frame = frame
    let words = CheckTemplate.words[language]
    self.words = words
    let given = [("ip", input.client ?? ""), ("sender", input.sender), ("helo", input.helo)]
    fields = given.map { name, value in
      FormField(
        name, label: words[name] ?? "", hint: words["\(name)Hint"] ?? "",
        value: Self.shown(value, CheckQuestion.longestName),
        example: CheckTemplate.examplesOfFields[name] ?? "", isRequired: name == "ip", problem: problem,
        language: language)
    }
    recordLabel = words["record"] ?? ""
    recordHint = words["recordHint"] ?? ""
    record = Self.shown(input.record, CheckQuestion.longestRecord)
    recordProblem = FormField.text(problem, of: "record", language)
    isRecordWrong = !recordProblem.isEmpty
    answers = outcome.map { [Self.answer($0, isPublished: input.record.isEmpty, words, language)] } ?? []
    isFirst = answers.isEmpty
    steps = CheckTemplate.steps.map { $0[language] }
    examples = CheckTemplate.examples.map { example in
      let input = CheckInput(
        client: example.client, sender: "alice@example.com", helo: "mail.example.com", record: example.record)
      return Example(
        link: "/check?\(input.query)", title: example.title[language],
        record: CodeWords.of(example.record))
    }
  }

  private static func shown(_ text: String, _ most: Int) -> String {
    Printable.text(String(text.prefix(most)))
  }

  private static func answer(
    _ outcome: CheckOutcome, isPublished: Bool, _ words: [String: String], _ language: Language
  ) -> Answer {
    let domain = outcome.identity.domain
    var facts = [
      Fact(
        name: words["identity"] ?? "",
        value: outcome.identity.scope == .helo ? "HELO" : "MAIL FROM"),
      Fact(name: words["domain"] ?? "", value: domain?.description ?? "–"),
      Fact(name: words["decided"] ?? "", value: Self.decided(outcome, language)),
      Fact(
        name: words["lookups"] ?? "",
        value: Phrase(
          "\(outcome.counters.lookups) of \(Limits.rfc7208.lookups)",
          "\(outcome.counters.lookups) / \(Limits.rfc7208.lookups)")[language]),
    ]
    if let explanation = outcome.explanation {
      facts.append(
        Fact(
          name: words["explanation"] ?? "",
          value: "“\(Printable.text(String(explanation.text.prefix(longestQuotation))))”"))
    }
    let isUnauthorised = [.fail, .softfail, .neutral].contains(outcome.result)
    if isUnauthorised, let trace = outcome.trace,
      let miss = NearestMiss.find(in: trace, client: outcome.client)
    {
      facts.append(
        Fact(
          name: words["nearest"] ?? "",
          value: "\(miss.network) (\(Printable.text(miss.term)), \(miss.domain))"))
    }
    return Answer(
      result: outcome.result.rawValue, style: "c-\(outcome.result.rawValue)",
      meaning: ResultWords.meaning(of: outcome.result)[language],
      sentence: outcome.problem.map { ProblemWords.phrase($0)[language] } ?? "", facts: facts,
      trees: outcome.trace.map {
        $0.record == nil && $0.terms.isEmpty ? [] : [TreeModel($0, language: language)]
      } ?? [],
      domainLink: domain.flatMap { ListedName.domain($0.description) }.map {
        "/domains/\(QueryText.encoded($0.description))"
      } ?? "", domainName: domain?.description ?? "", isPublished: isPublished)
  }

  private static func decided(_ outcome: CheckOutcome, _ language: Language) -> String {
    guard let matched = outcome.matched else {
      return Phrase("no term", "該当なし")[language]
    }
    let term = Printable.text(matched.text)
    guard let origin = outcome.origin, origin.depth != matched.depth else { return term }
    return "\(term) ← \(Printable.text(origin.text)), \(origin.domain)"
  }
}
