/// Keys and values in sections, written as YAML in the order in which they were added.
struct YAMLTree {
  enum Value {
    case scalar(String)
    case list([String])
  }

  private(set) var text = ""
  private var sections: [String] = []
  private var comments: [String] = []
  private let base: Int

  /// A tree whose lines begin after so many blanks.
  init(indentation: Int = 0) {
    base = indentation
  }

  /// Adds the value of a key with its sections, `helo.reject`.
  mutating func add(_ key: String, _ value: Value, comment: String? = nil) {
    let word = open(key)
    let end = comment.map { "  # \($0)" } ?? ""
    let name = "\(blanks(sections.count))\(word):"
    switch value {
    case .scalar(let item): text += "\(name) \(YAMLScalar.write(item))\(end)\n"
    case .list(let items) where items.count < 2:
      text += "\(name) [\(items.map(YAMLScalar.write).joined())]\(end)\n"
    case .list(let items):
      text += "\(name)\(end)\n"
      for item in items { text += "\(blanks(sections.count + 1))- \(YAMLScalar.write(item))\n" }
    }
  }

  /// Adds a key without a value as a comment, with the values that it may have.
  mutating func addUnset(_ setting: Setting) {
    let word = open(setting.key)
    text += "\(blanks(sections.count))# \(word):  # not set; \(setting.words)\n"
  }

  /// Begins the sections of a key and writes the comments; gives its last word.
  private mutating func open(_ key: String) -> String {
    let words = key.split(separator: ".").map(String.init)
    let path = Array(words.dropLast())
    let shared = zip(path, sections).prefix { $0 == $1 }.count
    for depth in shared..<path.count { text += "\(blanks(depth))\(path[depth]):\n" }
    sections = path
    for comment in comments { text += "\(blanks(path.count))# \(comment)\n" }
    comments = []
    return words.last ?? ""
  }

  /// Adds the items of a setting's value.
  mutating func add(_ setting: Setting, _ items: [String], comment: String? = nil) {
    add(setting.key, setting.isList ? .list(items) : .scalar(items.first ?? ""), comment: comment)
  }

  /// Adds a line of comment before the next key.
  mutating func comment(_ line: String) { comments.append(line) }

  /// Ends the tree with the comments that have no key behind them.
  mutating func end() {
    for comment in comments { text += "\(String(repeating: " ", count: base))# \(comment)\n" }
    comments = []
  }

  private func blanks(_ depth: Int) -> String { String(repeating: " ", count: base + 2 * depth) }
}
