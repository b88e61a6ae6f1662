internal import Reporting
internal import SPF
internal import Yams

/// Finds the keys of a file and their values.
struct SettingsNodes {
  let text: SettingsText
  /// Which keys there are here.
  let settings: [Setting]
  /// What stands before their keys in problems; empty at the top.
  let name: String
  private(set) var given: [GivenSetting] = []
  private(set) var problems: [SettingsProblem] = []

  init(text: SettingsText, settings: [Setting], name: String = "") {
    self.text = text
    self.settings = settings
    self.name = name
  }

  /// Takes what `mapping` gives, whose keys begin with `path`. Keys that begin with one of `others` are left to the
  /// caller.
  mutating func take(_ mapping: Node.Mapping, _ path: [String] = [], others: Set<String> = []) {
    for (key, value) in mapping {
      guard let word = key.scalar?.string else {
        problems.append(text.problem(key, nil, "a key must be a word", "Write a key and a colon."))
        continue
      }
      if path.isEmpty, others.contains(word) { continue }
      let name = (path + [word]).joined(separator: ".")
      if let setting = settings.first(where: { $0.key == name }) {
        take(value, of: setting, key)
      } else if settings.contains(where: { $0.key.hasPrefix(name + ".") }) {
        take(section: value, path + [word], key)
      } else {
        problems.append(unknown(word, path, key, others))
      }
    }
  }

  private mutating func take(section value: Node, _ path: [String], _ key: Node) {
    switch value {
    case .mapping(let mapping): take(mapping, path)
    case .scalar(let scalar) where SettingsText.isEmpty(scalar.string): break
    default:
      problems.append(
        text.problem(
          value, full(path.joined(separator: ".")), "expected keys below \"\(path.last ?? "")\"",
          "Write them on lines of their own, indented: \(Self.names(children(of: path)))."))
    }
  }

  private mutating func take(_ value: Node, of setting: Setting, _ key: Node) {
    func problem(_ node: Node, _ message: String, _ remedy: String) {
      problems.append(text.problem(node, full(setting.key), message, remedy))
    }
    var items: [GivenSetting.Item] = []
    switch value {
    case .scalar(let scalar):
      // A list of one may be written without brackets.
      if !(setting.isList && SettingsText.isEmpty(scalar.string)) {
        items = [Self.item(value, scalar.string)]
      }
    case .sequence(let list):
      guard setting.isList else {
        return problem(
          value, "a list, where one value is expected: \(Self.plain(setting.words))", "Write one value.")
      }
      for node in list {
        guard let scalar = node.scalar else {
          return problem(
            node, "expected \(Self.plain(setting.words))", "Write one on each line, after \"- \".")
        }
        items.append(Self.item(node, scalar.string))
      }
    case .mapping:
      return problem(
        value,
        "keys, where \(setting.isList ? "a list" : "a value") is expected: \(Self.plain(setting.words))",
        setting.isList ? "Write a list: [one, another]." : "Write the value behind the colon.")
    case .alias:
      return problem(value, "an alias", "Write the value.")
    }
    given.append(
      GivenSetting(
        setting: setting, source: .file(Printable.text(text.file), line: key.mark?.line ?? 0), items: items,
        prefix: name.isEmpty ? "" : name + ".", file: Printable.text(text.file),
        line: value.mark?.line ?? key.mark?.line,
        column: value.mark?.column ?? key.mark?.column))
  }

  private static func item(_ node: Node, _ text: String) -> GivenSetting.Item {
    GivenSetting.Item(text: text == "~" ? "" : text, line: node.mark?.line, column: node.mark?.column)
  }

  private func unknown(_ word: String, _ path: [String], _ key: Node, _ others: Set<String>)
    -> SettingsProblem
  {
    let here = children(of: path) + (path.isEmpty ? others.sorted() : [])
    let name = (path + [word]).joined(separator: ".")
    let remedy: String
    if let near = NearestWord.of(word.lowercased(), among: here) {
      remedy = "Did you mean \"\(near)\"?"
    } else if let near = elsewhere(word, name) {
      remedy =
        "Did you mean \"\(near.split(separator: ".").last ?? "")\" below \"\(near.split(separator: ".").dropLast().joined(separator: "."))\"?"
    } else {
      remedy = "Leave it out."
    }
    return text.problem(key, full(name), "no such key; expected \(Self.names(here))", remedy)
  }

  /// A key in another section that was probably meant.
  private func elsewhere(_ word: String, _ name: String) -> String? {
    let keys = settings.map(\.key).filter { $0.contains(".") }
    if let same = keys.first(where: { $0.hasSuffix("." + word.lowercased()) }) { return same }
    let flat = Dictionary(keys.map { ($0.split(separator: ".").joined(separator: "_"), $0) }) { one, _ in one
    }
    if let near = NearestWord.of(word.lowercased(), among: flat.keys.sorted()) { return flat[near] }
    return NearestWord.of(name.lowercased(), among: keys)
  }

  private func full(_ key: String) -> String { name.isEmpty ? key : "\(name).\(key)" }

  private func children(of path: [String]) -> [String] {
    let prefix = path.isEmpty ? "" : path.joined(separator: ".") + "."
    var words: [String] = []
    for setting in settings where setting.key.hasPrefix(prefix) {
      let word = String(setting.key.dropFirst(prefix.count).prefix { $0 != "." })
      if !words.contains(word) { words.append(word) }
    }
    return words
  }

  static func names(_ words: [String]) -> String { words.joined(separator: ", ") }

  /// Words of the reference without its code marks.
  static func plain(_ words: String) -> String { words.replacing("`", with: "") }
}
