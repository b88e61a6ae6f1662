internal import Reporting
internal import SPF
internal import Yams

/// The text of a file with senders as YAML nodes, which have their places. What could make a small file endless is
/// refused before it is parsed.
struct InventoryText {
  /// The name of the file, for errors.
  let file: String

  /// A file no larger than this is read.
  static let greatestSize = 1 << 20

  /// The one document of `octets`.
  func document(_ octets: [UInt8]) throws(InventoryError) -> Node {
    guard octets.count <= Self.greatestSize else {
      throw error(
        nil, [], "larger than \(Self.greatestSize >> 20) MiB", "Write shared hosts once, in a group.")
    }
    guard !octets.contains(0), let text = String(validating: octets, as: UTF8.self) else {
      throw error(nil, [], "this is no text in UTF-8", "Name a file like Examples/senders.yaml.")
    }
    if let place = YAMLAliases.first(in: text) {
      throw error(
        line: place.line, column: place.column, [], "anchors (&) and aliases (*) are not used here",
        "Give what is shared a name under groups, and write the name.")
    }
    var nodes: [Node] = []
    do {
      // Types are not resolved: an address is no number.
      var documents = try compose_all(yaml: text, .basic)
      while let node = documents.next(), nodes.count < 2 { nodes.append(node) }
      if let error = documents.error { throw error }
    } catch let error as YamlError {
      throw syntaxError(error)
    } catch {
      throw self.error(nil, [], "this is no YAML: \(error)", "Correct the syntax.")
    }
    guard nodes.count <= 1 else {
      throw error(nodes[1], [], "a second document begins", "Write everything in one, without \"---\".")
    }
    guard let node = nodes.first, node.scalar?.string.isEmpty != true else {
      throw error(
        nil, [], "it is empty; expected domains and hosts",
        "Write, for instance, \"domains: [example.com]\" and \"hosts: {mail.example.com: 192.0.2.25}\".")
    }
    return node
  }

  /// An error at `node`, whose keys are `path`.
  func error(
    _ node: Node?, _ path: [String], _ message: String, _ remedy: String
  ) -> InventoryError {
    error(line: node?.mark?.line, column: node?.mark?.column, path, message, remedy)
  }

  private func error(
    line: Int?, column: Int?, _ path: [String], _ message: String, _ remedy: String
  ) -> InventoryError {
    InventoryError(
      file: Printable.text(file), line: line, column: column,
      key: path.isEmpty ? nil : Printable.text(path.joined(separator: ".")),
      message: Printable.text(message), remedy: Printable.text(remedy))
  }

  private func syntaxError(_ error: YamlError) -> InventoryError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return self.error(
        line: mark.line, column: mark.column, [], "this is no YAML: \(problem)",
        "Correct the syntax there; indentation counts, and is made of blanks.")
    case .duplicatedKeysInMapping(let keys, let context):
      return self.error(
        line: context.mark.line, column: context.mark.column, [],
        "\"\(keys.first ?? "")\" is given twice", "Keep one of them.")
    default:
      return self.error(line: nil, column: nil, [], "this is no YAML: \(error)", "Correct the syntax.")
    }
  }
}
