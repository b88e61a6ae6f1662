/// Values along an axis, from 0 up to a round number.
struct ChartScale: Sendable, Hashable {
  /// The values that are marked, 0 first; the last is the end of the axis.
  let ticks: [Int]

  /// An axis for values up to `most`, with no more than `count` marks above 0.
  init(upTo most: Int, marks count: Int = 4) {
    let most = max(most, 1)
    var step = 1
    var factors = [2, 5, 10][...]
    var power = 1
    // 1, 2, 5, 10, 20, 50, …
    while most > step.multipliedReportingOverflow(by: count).partialValue, power < Int.max / 100 {
      step = power * (factors.popFirst() ?? 1)
      if factors.isEmpty {
        factors = [2, 5, 10][...]
        power *= 10
      }
    }
    let last = (most + step - 1) / step
    ticks = (0...max(1, last)).map { $0 * step }
  }

  /// The end of the axis.
  var end: Int { ticks.last ?? 1 }

  /// Where `value` is, 0 at the start and 1 at the end of the axis.
  func place(of value: Int) -> Double { min(1, max(0, Double(value) / Double(end))) }
}
