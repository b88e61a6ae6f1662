/// The reference of keys in Documentation/configuration.md, made from the table.
public enum SettingsReference {
  /// A table in Markdown.
  public static var markdown: String {
    let defaults = ServiceSettings(hostName: "(the host's name)")
    var out =
      "| key | values; default | what it does | command line | policyd-spf.conf |\n|---|---|---|---|---|\n"
    for setting in Schema.settings {
      let items = setting.write(defaults)
      let standard =
        items.isEmpty ? (setting.isList ? "none" : "not set") : items.map(code).joined(separator: ", ")
      let marks = (setting.effect == .restart ? " ¹" : "") + (setting.isForPolicies ? " ²" : "")
      let cells = [
        "`\(setting.key)`\(marks)",
        "\(setting.isList ? "list: " : "")\(setting.words); **\(standard)**", setting.summary,
        setting.option.map { "`--\($0)`" } ?? "", setting.policyd.map { "`\($0)`" } ?? "",
      ]
      out += "| " + cells.joined(separator: " | ") + " |\n"
    }
    return out
  }

  private static func code(_ text: String) -> String {
    text.hasPrefix("(") ? text : "`\(text)`"
  }
}
