/// Values of named things, as bars from the left.
struct BarChart: Sendable {
  /// One bar.
  struct Bar: Sendable, Hashable {
    /// What it is.
    let name: String
    /// The class by which the style sheet knows its colour.
    let style: String
    /// How much.
    let value: Int
  }

  /// Tells it from the other charts of a page.
  let id: String
  /// What it shows.
  let title: String
  /// What can be seen in it, in a sentence.
  let description: String
  /// The bars from top to bottom.
  let bars: [Bar]
  /// What the columns of the table are called, and the line that opens it.
  let words: (name: String, value: String, table: String)

  private static let rowHeight = 38

  /// The picture: each bar beneath its name, with the value at the right.
  var svg: String {
    let most = max(1, bars.map(\.value).max() ?? 0)
    let rows = bars.enumerated().map { index, bar in
      let y = index * Self.rowHeight
      // A value that is not 0 can be seen.
      let width = bar.value > 0 ? max(0.004, Double(bar.value) / Double(most)) : 0
      let name = ChartMarkup.text(bar.name, at: 0, y: y + 14, style: "name")
      return name
        + ChartMarkup.text(CountLabel.full(bar.value), at: 1, y: y + 14, style: "value", anchor: "end")
        + "<rect class=\"track\" x=\"0\" y=\"\(y + 21)\" width=\"100%\" height=\"8\" rx=\"2\"/>"
        + "<rect class=\"bar \(bar.style)\" x=\"0\" y=\"\(y + 21)\" width=\"\(ChartMarkup.percent(width))\" height=\"8\" rx=\"2\"/>"
    }
    return ChartMarkup.picture(
      id: id, title: title, description: description, height: max(1, bars.count) * Self.rowHeight, rows)
  }

  /// The values, as a table that is folded away.
  var table: String {
    ChartMarkup.table(
      words.table, heads: [words.name, words.value], rows: bars.map { [$0.name, CountLabel.full($0.value)] })
  }
}
