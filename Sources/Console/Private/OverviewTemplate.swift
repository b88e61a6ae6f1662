internal import Diagnosis

/// The template of the overview, and its words.
enum OverviewTemplate {
  static let words = PhraseBook([
    "title": Phrase("Overview", "概要"), "window": Phrase("Time", "期間"),
    "checks": Phrase("checks of MAIL FROM", "MAIL FROM の検査"), "passing": Phrase("passed", "通過率"),
    "refusals": Phrase("refused or deferred", "拒否・延期"), "stale": Phrase("stale records", "更新漏れのレコード"),
    "refusedOfThem": Phrase("refused", "件を拒否"),
    "resultsTitle": Phrase("Results over time", "結果の推移"), "time": Phrase("Time (UTC)", "時刻 (UTC)"),
    "total": Phrase("All", "合計"), "table": Phrase("As a table", "表で見る"),
    "verdictsTitle": Phrase("Refused, by verdict", "判定別の拒否数"),
    "verdictsText": Phrase(
      "Refused messages of the cases at hand, by what the cases were taken for.", "調査したケースの拒否数を判定ごとに集計。"),
    "pending": Phrase("not looked into yet", "未調査"), "verdict": Phrase("Verdict and cases", "判定とケース数"),
    "refused": Phrase("Refused", "拒否"), "updated": Phrase("Cases looked into", "ケースの最終調査"),
    "notYet": Phrase("Cases are being looked into; come back in a minute.", "ケースを調査しています。しばらくしてから再表示してください。"),
    "nobody": Phrase("Nobody.", "該当なし。"), "all": Phrase("All of them", "すべて見る"),
    "service": Phrase("Policy service", "ポリシーサービス"),
    "nothing": Phrase("Nothing was recorded in this time.", "この期間の記録はありません。"),
  ])

  static func name(_ window: OverviewWindow) -> Phrase {
    switch window {
    case .day: Phrase("24 hours", "24 時間")
    case .week: Phrase("7 days", "7 日")
    case .month: Phrase("30 days", "30 日")
    case .quarter: Phrase("90 days", "90 日")
    }
  }

  static func title(_ verdict: Verdict) -> Phrase {
    switch verdict {
    case .staleRecord: Phrase("Stale records", "更新漏れのレコード")
    case .brokenRecord: Phrase("Broken records", "誤りのあるレコード")
    case .forged: Phrase("Forgeries", "なりすまし")
    default: Phrase(verdict.rawValue, verdict.rawValue)
    }
  }

  static let text = """
    {{<layout}}
    {{$main}}
    <div class="head"><h1>{{words.title}}</h1>
    <nav class="choices" aria-label="{{words.window}}"><ul>{{#windows}}<li><a href="{{link}}"{{#isCurrent}} aria-current="true"{{/isCurrent}}>{{name}}</a></li>{{/windows}}</ul></nav></div>
    {{#isEmpty}}<p class="banner info">{{words.nothing}}</p>{{/isEmpty}}
    <ul class="tiles">{{#tiles}}<li class="tile {{style}}"><span class="value">{{value}}</span> <span class="label">{{label}}</span>{{#note}}<span class="note">{{note}}</span>{{/note}}</li>{{/tiles}}</ul>
    <div class="columns">
    <section class="card" aria-labelledby="h-results"><h2 id="h-results">{{words.resultsTitle}}</h2>
    <ul class="keys">{{#keys}}<li><span class="key {{style}}" aria-hidden="true"></span>{{name}} <b>{{value}}</b></li>{{/keys}}</ul>
    {{{results}}}{{{resultsTable}}}</section>
    <section class="card" aria-labelledby="h-verdicts"><h2 id="h-verdicts">{{words.verdictsTitle}}</h2>
    {{#hasVerdicts}}{{{verdicts}}}<ul class="links">{{#links}}<li><a href="{{link}}">{{name}}</a></li>{{/links}}</ul>{{{verdictsTable}}}{{/hasVerdicts}}{{^hasVerdicts}}<p class="dim">{{words.nobody}}</p>{{/hasVerdicts}}
    <p class="note">{{updated}}</p></section>
    </div>
    <div class="thirds">
    {{#groups}}<section class="card" aria-labelledby="g-{{verdict}}"><h2 id="g-{{verdict}}"><span class="dot v-{{verdict}}" aria-hidden="true"></span>{{title}}</h2><p class="note">{{meaning}}</p>
    {{#isEmpty}}<p class="dim">{{words.nobody}}</p>{{/isEmpty}}
    {{^isEmpty}}<ol class="top-list">{{#rows}}<li><a href="{{link}}">{{domain}} <span class="from">{{network}}</span></a> <b class="num">{{refused}}</b></li>{{/rows}}</ol><p><a class="more" href="{{link}}">{{words.all}}</a></p>{{/isEmpty}}</section>
    {{/groups}}</div>
    <section class="card" aria-labelledby="h-service"><h2 id="h-service">{{words.service}}</h2>
    {{#service}}{{#first()}}<ul class="tiles plain">{{/first()}}<li class="tile"><span class="value">{{value}}</span> <span class="label">{{label}}</span></li>{{#last()}}</ul>{{/last()}}{{/service}}
    <p class="note">{{serviceNote}}</p></section>
    {{/main}}
    {{/layout}}
    """
}
