/// Values of several kinds over time, one above the other.
struct StackedAreaChart: Sendable {
  /// Tells it from the other charts of a page.
  let id: String
  /// What it shows.
  let title: String
  /// What can be seen in it, in a sentence.
  let description: String
  /// The spans of time.
  let time: ChartTime
  /// What is drawn, the lowest first; each with a value for each span.
  let series: [ChartSeries]
  /// What the column of times and the sum of all are called, and the line that opens the table.
  let words: (time: String, total: String, table: String)

  private static let top = 14
  private static let plotHeight = 200
  private static let mostHints = 200

  /// The sum of each span; nil where nothing is known.
  private var totals: [Int?] {
    (0..<time.count).map { index in
      let known = series.compactMap { $0.values.indices.contains(index) ? $0.values[index] : nil }
      return known.isEmpty ? nil : known.reduce(0, +)
    }
  }

  /// The picture.
  var svg: String {
    let totals = totals
    let scale = ChartScale(upTo: totals.compactMap(\.self).max() ?? 0)
    var areas: [String] = []
    var below = [Int](repeating: 0, count: time.count)
    for item in series {
      let above = below.indices.map {
        below[$0] + (item.values.indices.contains($0) ? item.values[$0] ?? 0 : 0)
      }
      if above != below {
        areas.append("<path class=\"area \(item.style)\" d=\"\(outline(totals, below, above, scale))\"/>")
      }
      below = above
    }
    return ChartMarkup.picture(
      id: id, title: title, description: description, height: Self.top + Self.plotHeight + 22,
      grid(scale) + [ChartMarkup.plane(top: Self.top, height: Self.plotHeight, areas)] + labels(scale) + axis
        + hints(totals))
  }

  /// The values, as a table that is folded away.
  var table: String {
    let totals = totals
    let rows = (0..<time.count).map { index in
      [time.name(index)]
        + series.map { item in
          (item.values.indices.contains(index) ? item.values[index] : nil).map(CountLabel.full) ?? "–"
        } + [totals[index].map(CountLabel.full) ?? "–"]
    }
    return ChartMarkup.table(
      words.table, heads: [words.time] + series.map(\.name) + [words.total], rows: rows)
  }

  /// The area between two rows of values. Where nothing is known there is a gap; a span without neighbours has an area of
  /// its own width.
  private func outline(_ totals: [Int?], _ below: [Int], _ above: [Int], _ scale: ChartScale) -> String {
    var path = ""
    var index = 0
    while index < time.count {
      guard totals[index] != nil else {
        index += 1
        continue
      }
      var end = index
      while end + 1 < time.count, totals[end + 1] != nil { end += 1 }
      path += stretch(index...end, below, above, scale)
      index = end + 1
    }
    return path
  }

  private func stretch(_ spans: ClosedRange<Int>, _ below: [Int], _ above: [Int], _ scale: ChartScale)
    -> String
  {
    func y(_ value: Int) -> String { ChartMarkup.number(1000 - 1000 * scale.place(of: value)) }
    // It begins and ends with the spans, not with their middles.
    let half = 500 / Double(time.count)
    var places = spans.map { (x: 1000 * time.middle(of: $0), index: $0) }
    places.insert((places[0].x - half, spans.lowerBound), at: 0)
    places.append((places[places.count - 1].x + half, spans.upperBound))
    let up = places.map { "\(ChartMarkup.number($0.x)) \(y(above[$0.index]))" }
    let down = places.reversed().map { "\(ChartMarkup.number($0.x)) \(y(below[$0.index]))" }
    return "M" + (up + down).joined(separator: "L") + "Z"
  }

  private func line(_ value: Int, _ scale: ChartScale) -> Int {
    Self.top + Int((Double(Self.plotHeight) * (1 - scale.place(of: value))).rounded())
  }

  private func grid(_ scale: ChartScale) -> [String] {
    scale.ticks.map { value in
      let y = line(value, scale)
      return
        "<line class=\"\(value == 0 ? "base" : "grid")\" x1=\"0\" x2=\"100%\" y1=\"\(y)\" y2=\"\(y)\"/>"
    }
  }

  private func labels(_ scale: ChartScale) -> [String] {
    scale.ticks.dropFirst().map {
      ChartMarkup.text(CountLabel.short($0), at: 0, y: line($0, scale) - 4, style: "halo")
    }
  }

  private var axis: [String] {
    let y = Self.top + Self.plotHeight + 16
    return time.ticks().enumerated().map { index, mark in
      ChartMarkup.text(
        mark.label, at: mark.place, y: y, style: index % 2 == 1 ? "odd" : "",
        anchor: mark.place < 0.03 ? "start" : mark.place > 0.97 ? "end" : "middle")
    }
  }

  /// What a pointer is told over each span.
  private func hints(_ totals: [Int?]) -> [String] {
    guard time.count <= Self.mostHints else { return [] }
    return (0..<time.count).compactMap { index in
      guard let total = totals[index], total > 0 else { return nil }
      let parts = series.compactMap { item -> String? in
        guard item.values.indices.contains(index), let value = item.values[index], value > 0 else {
          return nil
        }
        return "\(item.name) \(CountLabel.full(value))"
      }
      let width = 1 / Double(time.count)
      return """
        <rect class="hint" x="\(ChartMarkup.percent(Double(index) * width))" y="\(Self.top)" \
        width="\(ChartMarkup.percent(width))" height="\(Self.plotHeight)"><title>\
        \(ChartMarkup.escape("\(time.name(index)): \(parts.joined(separator: ", "))"))</title></rect>
        """
    }
  }
}
