internal import SPF

/// The file of `Per_User` (policyd-spf.peruser(5)): `user@example.com,Option=value|Option=value` on each line.
struct PerUserFile {
  private(set) var policies: [PerUserPolicy] = []
  private(set) var notes: [PolicydNote] = []

  /// No more lines than this are used.
  static let limit = PolicyNodes.limit

  init(_ file: SettingsReader.File) {
    let name = Printable.text(file.name)
    let text = String(decoding: file.octets, as: UTF8.self)
    for (index, whole) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let content = whole.prefix { $0 != "#" }
      guard !content.allSatisfy(\.isWhitespace) else { continue }
      let parts = content.split(separator: ",", maxSplits: 1).map { Self.trimmed($0) }
      func note(_ option: String, _ message: String) {
        notes.append(
          PolicydNote(
            file: name, line: index + 1, option: Printable.text(option), message: Printable.text(message)))
      }
      guard parts.count == 2, policies.count < Self.limit else {
        note(
          parts.first ?? "",
          "expected user@example.com,Option=value: policyd-spf ended there; the line is not used.")
        continue
      }
      guard let recipient = RecipientText.read(parts[0]) else {
        note(parts[0], "this is no address: the line is not used.")
        continue
      }
      if policies.contains(where: { $0.recipient == recipient }) {
        note(parts[0], "given before: the first line counts, as there.")
        continue
      }
      if recipient != parts[0] {
        note(parts[0], "policyd-spf found no recipient with capitals; here they do not matter.")
      }
      var translation = PolicydTranslation(file: name)
      for pair in parts[1].split(separator: "|") {
        let words = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
          Self.trimmed($0)
        }
        let entry = PolicydFile.Entry(line: index + 1, name: words[0], value: words.count > 1 ? words[1] : "")
        Self.translate(entry, into: &translation)
      }
      notes += translation.notes
      policies.append(PerUserPolicy(recipient: recipient, given: translation.given))
    }
    if policies.isEmpty {
      notes.append(
        PolicydNote(
          file: name, line: 1, option: "Per_User",
          message:
            "no recipient in it: policyd-spf ended with an error for every message; here all have the same rules."
        ))
    }
  }

  private static func translate(_ entry: PolicydFile.Entry, into translation: inout PolicydTranslation) {
    guard let option = PolicydOptions.option(entry.name) else {
      translation.note(entry, "no such option, here as there: not used.")
      return
    }
    guard option.owner == .everybody else {
      translation.note(entry, "not for single recipients, by the manual: not used.")
      return
    }
    if entry.name == "TestOnly" {
      translation.note(
        entry, "policyd-spf did not know this option here, which its manual describes; here it counts.")
    }
    option.translate(entry, &translation)
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
