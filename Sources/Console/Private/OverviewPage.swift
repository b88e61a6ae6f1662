internal import Diagnosis
internal import History
internal import Reporting
internal import SPF

/// The overview: the model of the template `overview`.
struct OverviewPage: Sendable {
  /// A number that stands for much.
  struct Tile: Sendable {
    let value: String
    let label: String
    let note: String?
    let style: String
  }

  /// A colour and what it means.
  struct Key: Sendable {
    let style: String
    let name: String
    let value: String
  }

  /// A case, with what was refused of it in the time.
  struct Row: Sendable {
    let domain: String
    let network: String
    let link: String
    let refused: String
  }

  /// Cases of one verdict.
  struct Group: Sendable {
    let verdict: String
    let title: String
    let meaning: String
    let link: String
    let rows: [Row]
    let isEmpty: Bool
  }

  let frame: PageFrame
  let words: [String: String]
  let windows: [PrivateFrame.Choice]
  let tiles: [Tile]
  let keys: [Key]
  let results: String
  let resultsTable: String
  let verdicts: String
  let verdictsTable: String
  let hasVerdicts: Bool
  let links: [PrivateFrame.Choice]
  let groups: [Group]
  let service: [Tile]
  let serviceNote: String
  let updated: String
  let isEmpty: Bool

  init(_ overview: Overview, service: ServiceNumbers?, note: Phrase, frame: PageFrame, language: Language) {
    self.frame = frame
    let words = OverviewTemplate.words[language]
    self.words = words
    windows = OverviewWindow.allCases.map {
      PrivateFrame.Choice(
        name: OverviewTemplate.name($0)[language], link: "/?window=\($0.rawValue)",
        isCurrent: $0 == overview.window)
    }
    isEmpty = overview.checks == 0 && overview.cases.isEmpty
    let passed = overview.checks(.pass)
    let share = overview.checks > 0 ? "\(passed * 100 / overview.checks) %" : "–"
    let stale = overview.cases.first { $0.verdict == .staleRecord }
    tiles = [
      Tile(value: CountLabel.full(overview.checks), label: words["checks"] ?? "", note: nil, style: ""),
      Tile(value: share, label: words["passing"] ?? "", note: CountLabel.full(passed), style: "t-good"),
      Tile(
        value: CountLabel.full(overview.refused), label: words["refusals"] ?? "",
        note: overview.withheld > 0
          ? Phrase(
            "\(CountLabel.full(overview.withheld)) more let through by monitoring",
            "ほかに監視モードで通過 \(CountLabel.full(overview.withheld))")[language] : nil, style: "t-bad"),
      Tile(
        value: CountLabel.full(stale?.entries.count ?? 0), label: words["stale"] ?? "",
        note: CountLabel.full(stale?.refused ?? 0) + " " + (words["refusedOfThem"] ?? ""), style: "t-warn"),
    ]
    let series = Overview.order.compactMap { result -> ChartSeries? in
      guard let values = overview.results[result] else { return nil }
      return ChartSeries(name: result.rawValue, style: "c-\(result.rawValue)", values: values)
    }
    keys = series.reversed().map {
      Key(style: $0.style, name: $0.name, value: CountLabel.full($0.values.compactMap(\.self).reduce(0, +)))
    }
    let chart = StackedAreaChart(
      id: "results", title: words["resultsTitle"] ?? "",
      description: Phrase(
        "\(CountLabel.full(overview.checks)) checks, of which \(CountLabel.full(passed)) passed.",
        "検査 \(CountLabel.full(overview.checks)) 件、うち通過 \(CountLabel.full(passed)) 件。")[language],
      time: overview.time, series: series,
      words: (words["time"] ?? "", words["total"] ?? "", words["table"] ?? ""))
    results = chart.svg
    resultsTable = chart.table
    let bars = overview.cases.map { group in
      BarChart.Bar(
        name:
          "\(group.verdict?.rawValue ?? words["pending"] ?? "") · \(CountLabel.full(group.entries.count))",
        style: group.verdict.map { "v-\($0.rawValue)" } ?? "v-pending", value: group.refused)
    }
    let bar = BarChart(
      id: "verdicts", title: words["verdictsTitle"] ?? "", description: words["verdictsText"] ?? "",
      bars: bars,
      words: (words["verdict"] ?? "", words["refused"] ?? "", words["table"] ?? ""))
    verdicts = bar.svg
    verdictsTable = bar.table
    hasVerdicts = !bars.isEmpty
    links = overview.cases.compactMap(\.verdict).map {
      PrivateFrame.Choice(name: $0.rawValue, link: "/cases?verdict=\($0.rawValue)", isCurrent: false)
    }
    groups = [Verdict.staleRecord, .brokenRecord, .forged].map { verdict in
      let rows = overview.top(verdict).map {
        Row(
          domain: $0.summary.domain, network: "\($0.summary.network)", link: CaseKey($0.summary).path,
          refused: CountLabel.full($0.refused(since: overview.since)))
      }
      let meaning = CaseReading.meaning(of: verdict)
      return Group(
        verdict: verdict.rawValue, title: OverviewTemplate.title(verdict)[language],
        meaning: Phrase(meaning.english, meaning.japanese)[language],
        link: "/cases?verdict=\(verdict.rawValue)",
        rows: rows, isEmpty: rows.isEmpty)
    }
    updated =
      overview.updated.map { "\(words["updated"] ?? "") \(CivilTime($0).text) UTC" } ?? words["notYet"] ?? ""
    self.service = (service?.rows ?? []).map {
      Tile(value: $0.value, label: $0.label[language], note: nil, style: "")
    }
    serviceNote = note[language]
  }
}
