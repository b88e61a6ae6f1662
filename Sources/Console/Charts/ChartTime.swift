internal import Reporting

/// Spans of time of one length along an axis.
struct ChartTime: Sendable, Hashable {
  /// The first hour, counted since 1970.
  let start: Int
  /// The hours of each span.
  let step: Int
  /// The spans.
  let count: Int

  /// The spans of `hours`, of which the first may begin before.
  init(hours: Range<Int>, step: Int) {
    let step = max(1, step)
    self.step = step
    start = hours.lowerBound / step * step
    count = max(1, (hours.upperBound - start + step - 1) / step)
  }

  /// The first hour of span `index`.
  func hour(_ index: Int) -> Int { start + index * step }

  /// The span that holds `hour`; nil if it is outside.
  func index(of hour: Int) -> Int? {
    let index = (hour - start) / step
    return hour >= start && index < count ? index : nil
  }

  /// Where the middle of span `index` is, 0 to 1.
  func middle(of index: Int) -> Double { (Double(index) + 0.5) / Double(count) }

  /// What span `index` is called: its day, and its hour if it is no day.
  func name(_ index: Int) -> String {
    let time = CivilTime(Int64(hour(index)) * 3600)
    return step >= 24 ? time.day : String(time.text.dropLast(3))
  }

  /// Marks of the axis: places from 0 to 1 and what they are called; no more than `most`.
  func ticks(most: Int = 8) -> [(place: Double, label: String)] {
    // Days where there are any, otherwise hours that a clock face has.
    let total = count * step
    let distance =
      [1, 3, 6, 12, 24, 48, 7 * 24, 14 * 24, 28 * 24, 91 * 24, 182 * 24, 364 * 24].first {
        total / max($0, step) <= most && $0 >= step
      } ?? max(step, total)
    var hour = (start + distance - 1) / distance * distance
    var marks: [(place: Double, label: String)] = []
    while hour < start + total {
      let time = CivilTime(Int64(hour) * 3600)
      // Midnight is the day that begins with it, where there are several.
      let isDay = distance >= 24 || (total > 24 && hour % 24 == 0)
      let label = isDay ? String(time.day.dropFirst(5)) : String(time.clock.prefix(5))
      marks.append((Double(hour - start) / Double(total), label))
      hour += distance
    }
    return marks
  }
}
