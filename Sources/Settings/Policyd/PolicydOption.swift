/// One option of policyd-spf.conf, and what it means for us.
struct PolicydOption: Sendable {
  /// Whose option it is.
  enum Owner: Sendable {
    /// policyd-spf's, in the main file and for single recipients.
    case everybody
    /// policyd-spf's, in the main file only, by its manual.
    case service
    /// pyspf-milter's; policyd-spf reads it and does nothing.
    case milter
  }

  let name: String
  let owner: Owner
  let translate: @Sendable (PolicydFile.Entry, inout PolicydTranslation) -> Void

  init(
    _ name: String, _ owner: Owner = .everybody,
    _ translate: @escaping @Sendable (PolicydFile.Entry, inout PolicydTranslation) -> Void
  ) {
    self.name = name
    self.owner = owner
    self.translate = translate
  }

  /// A word that has the same meaning in both, in exactly this spelling.
  static func word(_ name: String, _ key: String, _ words: [String]) -> PolicydOption {
    PolicydOption(name) { entry, out in
      guard !words.contains(entry.value) else { return out.set(key, [entry.value], entry) }
      let meant = words.first { $0.lowercased() == entry.value.lowercased() }
      out.note(
        entry,
        "\"\(entry.value)\" is none of \(words.joined(separator: ", ")); policyd-spf refused nothing then, and so do we"
          + (meant.map { ". If \($0) is meant, write \(key): \($0)" } ?? "") + ".")
      out.set(key, ["False"], entry)
    }
  }

  /// True, and everything else is False.
  static func truth(_ name: String, _ key: String, yes: String = "yes", no: String = "no") -> PolicydOption {
    PolicydOption(name) { entry, out in
      if entry.value != "True", entry.value != "False" {
        out.note(
          entry,
          "only \"True\" switches this on; \"\(entry.value)\" was taken for False, and is so here.")
      }
      out.set(key, [entry.value == "True" ? yes : no], entry)
    }
  }

  /// A number.
  static func number(_ name: String, _ key: String, _ owner: Owner = .everybody) -> PolicydOption {
    PolicydOption(name, owner) { entry, out in out.set(key, [entry.value], entry) }
  }

  /// A list with commas; `change` makes an item ours.
  static func list(
    _ name: String, _ key: String, remark: String? = nil,
    change: @escaping @Sendable (String) -> String = { $0 }
  ) -> PolicydOption {
    PolicydOption(name) { entry, out in
      let items = entry.value.split(separator: ",").map(String.init)
      let trimmed = items.map { $0.filter { !$0.isWhitespace } }
      if items != trimmed {
        out.note(
          entry, "with a blank in the list policyd-spf did not see what follows it; here all items count.")
      }
      if let remark { out.note(entry, remark) }
      out.setList(key, trimmed.filter { !$0.isEmpty }.map(change), entry)
    }
  }
}
