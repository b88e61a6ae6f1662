internal import Reporting
internal import SPF
internal import Yams

/// The text of a configuration file as YAML nodes, which have their places. What could make a small file endless is
/// refused before it is parsed.
struct SettingsText {
  /// The name of the file, for problems.
  let file: String

  /// A file no larger than this is read.
  static let greatestSize = 1 << 20

  /// The mapping that the file is; empty for a file without keys.
  func document(_ octets: [UInt8]) throws(SettingsProblem) -> Node.Mapping {
    guard octets.count <= Self.greatestSize else {
      throw problem(nil, nil, "larger than \(Self.greatestSize >> 20) MiB", "Leave out what is not needed.")
    }
    // An editor's mark of the encoding is no part of the text (YAML 1.2 section 5.2).
    let isMarked = octets.starts(with: [0xef, 0xbb, 0xbf])
    guard !octets.contains(0),
      let text = String(validating: octets.dropFirst(isMarked ? 3 : 0), as: UTF8.self)
    else {
      throw problem(nil, nil, "this is no text in UTF-8", "Name a file like Examples/spf.yaml.")
    }
    if let place = YAMLAliases.first(in: text) {
      throw at(
        place.line, place.column, "anchors (&) and aliases (*) are not used here",
        "Write the value where it belongs; put quotation marks around an asterisk after other text.")
    }
    var nodes: [Node] = []
    do {
      // Types are not resolved: 0660 and No are words.
      var documents = try compose_all(yaml: text, .basic)
      while let node = documents.next(), nodes.count < 2 { nodes.append(node) }
      if let error = documents.error { throw error }
    } catch let error as YamlError {
      throw syntaxProblem(error, text)
    } catch {
      throw problem(nil, nil, "this is no YAML: \(error)", "Correct the syntax.")
    }
    guard nodes.count <= 1 else {
      throw problem(nodes[1], nil, "a second document begins", "Write everything in one, without \"---\".")
    }
    guard let node = nodes.first, node.scalar.map({ !Self.isEmpty($0.string) }) ?? true else { return [:] }
    guard case .mapping(let mapping) = node else {
      throw problem(
        node, nil, "expected keys and values", "Write, for instance, \"listen: [127.0.0.1:10023]\".")
    }
    return mapping
  }

  /// A problem at `node`.
  func problem(_ node: Node?, _ key: String?, _ message: String, _ remedy: String) -> SettingsProblem {
    SettingsProblem(
      file: Printable.text(file), line: node?.mark?.line, column: node?.mark?.column,
      key: key.map { Printable.text($0) }, message: Printable.text(message), remedy: Printable.text(remedy))
  }

  private func at(_ line: Int, _ column: Int, _ message: String, _ remedy: String) -> SettingsProblem {
    SettingsProblem(
      file: Printable.text(file), line: line, column: column, message: Printable.text(message),
      remedy: Printable.text(remedy))
  }

  /// Whether a scalar stands for nothing.
  static func isEmpty(_ text: String) -> Bool { text.isEmpty || text == "~" }

  /// Where a key stands for the second time among those that begin at a place, each on a line of its own.
  private static func second(_ key: String, below start: (line: Int, column: Int), in text: String)
    -> (Int, Int)?
  {
    let blanks = String(repeating: " ", count: max(start.column - 1, 0))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let places = lines.indices.dropFirst(start.line - 1).filter { index in
      let rest = lines[index].drop { $0 == " " }
      return lines[index].hasPrefix(blanks) && rest.count == lines[index].count - blanks.count
        && rest.hasPrefix(key) && rest.dropFirst(key.count).drop { $0 == " " }.first == ":"
    }
    return places.count > 1 ? (places[1] + 1, start.column) : nil
  }

  private func syntaxProblem(_ error: YamlError, _ text: String) -> SettingsProblem {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let isTabbed = mark.line <= lines.count && mark.line > 0 && lines[mark.line - 1].contains("\t")
      return at(
        mark.line, mark.column, "this is no YAML: \(problem)",
        isTabbed
          ? "Indent with blanks: a tab does not count." : "Correct the syntax there; indentation counts.")
    case .duplicatedKeysInMapping(let keys, let context):
      let key = "\(keys.first ?? "")"
      let start = (context.mark.line, context.mark.column)
      let (line, column) = Self.second(key, below: start, in: text) ?? start
      return at(line, column, "\"\(key)\" is given twice", "Keep one of them.")
    case .reader(let problem, let offset, _, _):
      return self.problem(
        nil, nil, "this is no YAML: \(problem) at octet \(offset ?? 0)", "Remove the character.")
    default:
      return self.problem(nil, nil, "this is no YAML: \(error)", "Correct the syntax.")
    }
  }
}
