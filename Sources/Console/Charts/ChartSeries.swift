/// One row of values of a chart.
struct ChartSeries: Sendable, Hashable {
  /// What a reader calls it.
  let name: String
  /// The class by which the style sheet knows its colour.
  let style: String
  /// A value for each span; nil where nothing is known.
  let values: [Int?]
}
