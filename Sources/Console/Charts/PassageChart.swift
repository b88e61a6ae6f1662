/// What became of the mail of one sender over time: what passed above a line, what did not below it, and the moments at
/// which the record was another one.
struct PassageChart: Sendable {
  /// A moment.
  struct Mark: Sendable, Hashable {
    /// The hour, counted since 1970.
    let hour: Int
    /// Its number in the text beside the chart.
    let label: String
    /// What happened.
    let text: String
  }

  /// Tells it from the other charts of a page.
  let id: String
  /// What it shows.
  let title: String
  /// What can be seen in it, in a sentence.
  let description: String
  /// The spans of time.
  let time: ChartTime
  /// What passed, for each span.
  let passed: ChartSeries
  /// What did not, for each span.
  let troubled: ChartSeries
  /// The moments.
  let marks: [Mark]
  /// What the column of times is called, and the line that opens the table.
  let words: (time: String, table: String)

  private static let top = 22
  private static let half = 56
  private static var axis: Int { top + half }
  private static var bottom: Int { top + 2 * half }

  /// The picture.
  var svg: String {
    let most = (passed.values + troubled.values).compactMap(\.self).max() ?? 0
    let scale = ChartScale(upTo: most, marks: 2)
    var parts = [Self.axis - Self.half, Self.bottom].map {
      "<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"\($0)\" y2=\"\($0)\"/>"
    }
    parts += columns(passed, scale, isAbove: true) + columns(troubled, scale, isAbove: false)
    parts.append("<line class=\"base\" x1=\"0\" x2=\"100%\" y1=\"\(Self.axis)\" y2=\"\(Self.axis)\"/>")
    parts += marks.compactMap { mark in
      guard time.index(of: mark.hour) != nil else { return nil }
      let place = Double(mark.hour - time.start) / Double(time.count * time.step)
      let x = ChartMarkup.percent(place)
      return """
        <g><title>\(ChartMarkup.escape(mark.text))</title>\
        <line class="mark" x1="\(x)" x2="\(x)" y1="\(Self.top - 4)" y2="\(Self.bottom)"/>\
        \(ChartMarkup.text(mark.label, at: place, y: Self.top - 8, style: "name", anchor: place > 0.97 ? "end" : place < 0.03 ? "start" : "middle"))</g>
        """
    }
    parts.append(
      ChartMarkup.text(
        "\(passed.name) ≤ \(CountLabel.short(scale.end))", at: 0, y: Self.axis - Self.half + 12, style: "halo"
      ))
    parts.append(
      ChartMarkup.text(
        "\(troubled.name) ≤ \(CountLabel.short(scale.end))", at: 0, y: Self.bottom - 4, style: "halo"))
    parts += time.ticks().enumerated().map { index, tick in
      ChartMarkup.text(
        tick.label, at: tick.place, y: Self.bottom + 16, style: index % 2 == 1 ? "odd" : "",
        anchor: tick.place < 0.03 ? "start" : tick.place > 0.97 ? "end" : "middle")
    }
    return ChartMarkup.picture(
      id: id, title: title, description: description, height: Self.bottom + 22, parts)
  }

  /// The values, as a table that is folded away; spans in which nothing came are left out.
  var table: String {
    let rows = (0..<time.count).compactMap { index -> [String]? in
      let values = [passed, troubled].map { $0.values.indices.contains(index) ? $0.values[index] ?? 0 : 0 }
      return values.contains { $0 > 0 } ? [time.name(index)] + values.map(CountLabel.full) : nil
    }
    return ChartMarkup.table(words.table, heads: [words.time, passed.name, troubled.name], rows: rows)
  }

  private func columns(_ series: ChartSeries, _ scale: ChartScale, isAbove: Bool) -> [String] {
    let width = 1 / Double(time.count)
    return (0..<time.count).compactMap { index in
      guard series.values.indices.contains(index), let value = series.values[index], value > 0 else {
        return nil
      }
      let tall = max(2, Int((Double(Self.half) * scale.place(of: value)).rounded()))
      let y = isAbove ? Self.axis - tall : Self.axis
      return """
        <rect class="bar \(series.style)" x="\(ChartMarkup.percent(width * (Double(index) + 0.1)))" y="\(y)" \
        width="\(ChartMarkup.percent(width * 0.8))" height="\(tall)"><title>\
        \(ChartMarkup.escape("\(time.name(index)): \(series.name) \(CountLabel.full(value))"))</title></rect>
        """
    }
  }
}
