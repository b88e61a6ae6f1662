/// How far back an overview looks.
enum OverviewWindow: String, Sendable, Hashable, CaseIterable, Codable {
  case day = "24h"
  case week = "7d"
  case month = "30d"
  case quarter = "90d"

  /// From the value of a parameter: a week if it is empty.
  init(parameter text: String) throws(ParameterProblem) {
    guard !text.isEmpty else {
      self = .week
      return
    }
    guard let window = OverviewWindow(rawValue: text) else {
      let all = Self.allCases.map(\.rawValue).joined(separator: ", ")
      throw ParameterProblem(name: "window", expected: Phrase("one of \(all)", "\(all) のいずれか"))
    }
    self = window
  }

  /// The hours up to and with that of `now`, in seconds since 1970.
  func hours(now: Int64) -> Range<Int> {
    let end = Int(now / 3600) + 1
    return max(0, end - length)..<end
  }

  /// The hours that are drawn as one.
  var step: Int {
    switch self {
    case .day: 1
    case .week: 3
    case .month, .quarter: 24
    }
  }

  private var length: Int {
    switch self {
    case .day: 24
    case .week: 7 * 24
    case .month: 30 * 24
    case .quarter: 90 * 24
    }
  }
}
