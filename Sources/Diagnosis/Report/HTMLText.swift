internal import SPF

/// Text in a page.
public enum HTMLText {
  /// `text` with what cannot be seen written out and what means something to a browser escaped: safe between tags
  /// and in quoted attributes.
  public static func escape(_ text: String) -> String {
    var out = ""
    for character in Printable.text(text) {
      switch character {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      default: out.append(character)
      }
    }
    return out
  }

  /// Both languages, of which the page shows one.
  static func both(_ english: String, _ japanese: String) -> String {
    "<span class=\"en\" lang=\"en\">\(escape(english))</span><span class=\"ja\" lang=\"ja\">\(escape(japanese))</span>"
  }
}
