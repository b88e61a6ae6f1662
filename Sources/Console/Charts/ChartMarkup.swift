internal import Diagnosis

/// What charts are made of: SVG as text. Everything from outside is escaped here.
enum ChartMarkup {
  /// A picture of `height` pixels, as wide as there is room, with what it shows for those who do not see it. `id` tells
  /// it from the others of a page.
  static func picture(
    id: String, title: String, description: String, height: Int, _ parts: [String]
  ) -> String {
    """
    <svg class="chart" width="100%" height="\(height)" role="img" aria-labelledby="\(id)-t \(id)-d">\
    <title id="\(id)-t">\(escape(title))</title><desc id="\(id)-d">\(escape(description))</desc>\
    \(parts.joined())</svg>
    """
  }

  /// A plane of 1000 by 1000 that is stretched to the width of the picture and to `height` pixels from `top` on.
  static func plane(top: Int, height: Int, _ parts: [String]) -> String {
    """
    <svg x="0" y="\(top)" width="100%" height="\(height)" viewBox="0 0 1000 1000" preserveAspectRatio="none" \
    aria-hidden="true">\(parts.joined())</svg>
    """
  }

  /// Text at a place from 0 to 1 across.
  static func text(
    _ text: String, at place: Double, y: Int, style: String = "", anchor: String = "start"
  ) -> String {
    let named = style.isEmpty ? "" : " class=\"\(style)\""
    let anchored = anchor == "start" ? "" : " text-anchor=\"\(anchor)\""
    return "<text x=\"\(percent(place))\" y=\"\(y)\"\(named)\(anchored)>\(escape(text))</text>"
  }

  /// A table with the values of a chart, folded away.
  static func table(_ summary: String, heads: [String], rows: [[String]]) -> String {
    let head = heads.map { "<th scope=\"col\">\(escape($0))</th>" }.joined()
    let body = rows.map { row in
      let cells = row.dropFirst().map { "<td class=\"num\">\(escape($0))</td>" }.joined()
      return "<tr><th scope=\"row\">\(escape(row.first ?? ""))</th>\(cells)</tr>"
    }.joined()
    return """
      <details class="figures"><summary>\(escape(summary))</summary><div class="scroll" tabindex="0" role="region" \
      aria-label="\(escape(summary))"><table><thead><tr>\(head)</tr></thead><tbody>\(body)</tbody></table></div></details>
      """
  }

  /// Text between tags and in quoted attributes.
  static func escape(_ text: String) -> String { HTMLText.escape(text) }

  /// A number from 0 to 1 as `12.3%`.
  static func percent(_ place: Double) -> String { "\(number(place * 100))%" }

  /// A number with no more than one decimal.
  static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0
      ? "\(tenths / 10)" : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
