internal import Hummingbird
internal import SPF

/// The query of a request of the JSON interface. Unlike that of a page, whose form sends empty fields and whose links are
/// written by people, nothing in it is passed over: a filter that is misspelt must not look like one that found everything.
struct APIQuery {
  let text: QueryText

  private static let longestName = 40

  /// The query, whose parameters are among `names`; each is given once at most, and not empty.
  init(_ request: Request, _ names: [String]) throws(ParameterProblem) {
    text = QueryText(request.uri.query ?? "")
    var given: Set<String> = []
    for item in text.items {
      let name = Printable.text(String(item.name.prefix(Self.longestName)))
      guard names.contains(item.name) else {
        let known = names.isEmpty ? "no parameter" : names.joined(separator: ", ")
        throw ParameterProblem(name: name, expected: Phrase(known, known))
      }
      guard given.insert(item.name).inserted else {
        throw ParameterProblem(name: name, expected: Phrase("one value", "値はひとつ"))
      }
      guard !item.value.isEmpty else {
        throw ParameterProblem(name: name, expected: Phrase("a value", "値"))
      }
    }
  }
}
