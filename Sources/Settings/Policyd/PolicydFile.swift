internal import SPF

/// The lines of a policyd-spf.conf, read as policyd-spf reads them: `Name = value`, nothing after `#`.
struct PolicydFile {
  /// One option.
  struct Entry {
    let line: Int
    let name: String
    let value: String
  }

  let name: String
  private(set) var entries: [Entry] = []
  private(set) var notes: [PolicydNote] = []

  init(_ file: SettingsReader.File) {
    name = Printable.text(file.name)
    let text = String(decoding: file.octets, as: UTF8.self)
    for (index, whole) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let content = whole.prefix { $0 != "#" }
      let parts = content.split(separator: "=", omittingEmptySubsequences: false).map { Self.trimmed($0) }
      guard parts != [""] else { continue }
      let option = Printable.text(parts[0])
      func note(_ message: String) {
        notes.append(PolicydNote(file: name, line: index + 1, option: option, message: message))
      }
      if parts.count == 1 {
        note("no value, here as there: the line is not used.")
        continue
      }
      var value = parts[1]
      if parts.count > 2 {
        // policyd-spf 3.1 makes one exception, for an address with parameters.
        guard parts[0] == "Reason_URL" else {
          note("a value with \"=\" is none, here as there: the line is not used.")
          continue
        }
        value = parts.dropFirst().joined(separator: "=")
      }
      if whole.contains("#"), !content.allSatisfy(\.isWhitespace), whole.contains("://") {
        note("everything after # was cut off, in the value too.")
      }
      if let earlier = entries.lastIndex(where: { $0.name == parts[0] }) {
        note("given before, on line \(entries[earlier].line): this one counts, as there.")
        entries.remove(at: earlier)
      }
      entries.append(Entry(line: index + 1, name: parts[0], value: value))
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
