internal import History
internal import Reporting
internal import SPF

/// What became of the mail of a case, over time and in moments.
struct CasePassage {
  let chart: PassageChart
  let moments: [CasePage.Moment]

  /// More spans are not drawn: the oldest are left out.
  private static let mostSpans = 180
  private static let mostChanges = 9

  init(_ file: CaseFile, words: [String: String], language: Language) {
    let counts: [(hour: Int, result: SPFResult, isTrouble: Bool, count: Int)]
    let span = file.summary.hours
    // Hour by hour only the latest are known; days are known whole.
    let isShort =
      span.upperBound - span.lowerBound <= 72 && file.observations.count < CaseEvents.mostObservations
    let step = isShort ? 1 : 24
    if isShort {
      counts = file.observations.map {
        ($0.hour, $0.result, Self.isTrouble($0.result, $0.scope, $0.action), $0.count)
      }
    } else {
      counts = file.days.map {
        ($0.day * 24, $0.result, Self.isTrouble($0.result, $0.scope, $0.action), $0.count)
      }
    }
    let marks = Self.changes(file.records)
    // A change shortly before is part of the story.
    let lead = marks.map(\.hour).filter { $0 < span.lowerBound && span.lowerBound - $0 <= 7 * 24 }.min()
    let first = max(lead ?? span.lowerBound, span.upperBound + 1 - Self.mostSpans * step)
    let time = ChartTime(
      hours: min(first, span.upperBound)..<(max(span.upperBound, first) + (isShort ? 3 : 24)), step: step)
    var passed = [Int](repeating: 0, count: time.count)
    var troubled = passed
    for item in counts {
      guard let index = time.index(of: item.hour) else { continue }
      if item.result == .pass { passed[index] += item.count }
      if item.isTrouble { troubled[index] += item.count }
    }
    chart = PassageChart(
      id: "passage", title: words["passage"] ?? "",
      description: Phrase(
        "\(CountLabel.full(passed.reduce(0, +))) passed, \(CountLabel.full(troubled.reduce(0, +))) did not.",
        "通過 \(CountLabel.full(passed.reduce(0, +))) 件、不通過 \(CountLabel.full(troubled.reduce(0, +))) 件。")[
          language],
      time: time, passed: ChartSeries(name: words["passed"] ?? "", style: "c-pass", values: passed),
      troubled: ChartSeries(name: words["troubled"] ?? "", style: "c-fail", values: troubled),
      marks: marks.enumerated().map { index, change in
        PassageChart.Mark(
          hour: change.hour, label: Self.label(index),
          text: "\(Self.label(index)) \(words["changed"] ?? "") \(CivilTime(change.time).text)")
      }, words: (words["time"] ?? "", words["table"] ?? ""))
    moments = Self.moments(counts, marks, words) {
      isShort ? SenderRow.time($0) : CivilTime(Int64($0) * 3600).day
    }
  }

  /// ① and so on.
  private static func label(_ index: Int) -> String {
    Unicode.Scalar(UInt32(0x2460 + index)).map { String(Character($0)) } ?? "*"
  }

  /// When another version of the record was seen first.
  private static func changes(_ records: [RecordVersion]) -> [(hour: Int, time: Int64, text: String)] {
    records.dropFirst().suffix(mostChanges).map {
      (Int($0.firstSeen / 3600), $0.firstSeen, Printable.text($0.text))
    }
  }

  private static func isTrouble(_ result: SPFResult, _ scope: Identity.Scope, _ action: ObservedAction)
    -> Bool
  {
    switch result {
    case .fail, .softfail, .permerror, .temperror: true
    case .none, .neutral: scope == .mailFrom && (action == .rejected || action == .deferred)
    case .pass: false
    }
  }

  /// The first and the last of what passed and of what did not, and the changes, in order of time.
  private static func moments(
    _ counts: [(hour: Int, result: SPFResult, isTrouble: Bool, count: Int)],
    _ changes: [(hour: Int, time: Int64, text: String)], _ words: [String: String],
    time: (Int) -> String
  ) -> [CasePage.Moment] {
    var list: [(time: Int64, moment: CasePage.Moment)] = []
    func add(_ hours: [Int], _ style: String, _ first: String, _ last: String) {
      guard let start = hours.min(), let end = hours.max() else { return }
      for (hour, text) in start == end ? [(start, first)] : [(start, first), (end, last)] {
        list.append(
          (Int64(hour) * 3600, .init(style: style, time: time(hour), text: words[text] ?? "")))
      }
    }
    add(counts.filter { $0.result == .pass }.map(\.hour), "good", "firstPass", "lastPass")
    add(counts.filter(\.isTrouble).map(\.hour), "bad", "firstTrouble", "lastTrouble")
    for (index, change) in changes.enumerated() {
      let time = String(CivilTime(change.time).text.dropLast(3))
      list.append(
        (
          change.time,
          .init(
            style: "change", time: time, text: "\(label(index)) \(words["changed"] ?? ""): \(change.text)")
        ))
    }
    return list.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(
      \.element.moment)
  }
}
