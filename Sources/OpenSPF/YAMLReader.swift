internal import SPF
internal import Yams

/// Reads YAML into nodes with their places.
struct YAMLReader {
  /// The name of the file, for errors.
  let file: String

  /// A document no larger than this is read.
  static let maximumSize = 16 << 20

  /// The documents of `text`.
  func documents(_ text: String) throws(SuiteError) -> [Node] {
    guard text.utf8.count <= Self.maximumSize else {
      throw SuiteError(
        file: file, line: nil, column: nil, message: "larger than \(Self.maximumSize >> 20) MiB",
        remedy: "Split the file.")
    }
    do {
      var nodes: [Node] = []
      // Types are not resolved: 1.10 and 0x1f are names and addresses here, no numbers.
      var documents = try compose_all(yaml: text, .basic)
      while let node = documents.next() { nodes.append(node) }
      if let error = documents.error { throw error }
      return nodes
    } catch let error as YamlError {
      throw syntaxError(error)
    } catch {
      throw SuiteError(
        file: file, line: nil, column: nil, message: "is not YAML: \(error)", remedy: "Correct the syntax.")
    }
  }

  /// An error at `node`.
  func error(at node: Node?, _ message: String, remedy: String) -> SuiteError {
    // The message quotes names from the file.
    SuiteError(
      file: file, line: node?.mark?.line, column: node?.mark?.column, message: Printable.text(message),
      remedy: remedy)
  }

  private func syntaxError(_ error: YamlError) -> SuiteError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return SuiteError(
        file: file, line: mark.line, column: mark.column, message: "is not YAML: \(problem)",
        remedy: "Correct the syntax there; indentation counts.")
    case .reader(let problem, let offset, _, _):
      return SuiteError(
        file: file, line: nil, column: nil, message: "is not YAML: \(problem) at offset \(offset ?? 0)",
        remedy: "Save the file as UTF-8 and write other octets as \\xHH in double quotes.")
    default:
      return SuiteError(
        file: file, line: nil, column: nil, message: "is not YAML: \(error)", remedy: "Correct the syntax.")
    }
  }
}
