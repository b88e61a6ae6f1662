/// The template of lists of cases, and its words.
enum CasesTemplate {
  static let words = PhraseBook(
    SenderWords.list.merging([
      "title": Phrase("Cases", "ケース"), "filter": Phrase("Filter", "絞り込み"), "any": Phrase("any", "すべて"),
      "domain": Phrase("Domain", "ドメイン"), "network": Phrase("Client", "送信元"),
      "result": Phrase("Result", "結果"),
      "since": Phrase("From (UTC)", "開始 (UTC)"), "until": Phrase("Until (UTC)", "終了 (UTC)"),
      "apply": Phrase("Apply", "適用"), "none": Phrase("No case is like that.", "該当するケースはありません。"),
      "next": Phrase("Next page", "次のページ"), "first": Phrase("First page", "最初のページ"),
      "hint": Phrase(
        "A case is a domain and a client whose mail did not pass. The latest trouble comes first.",
        "ケースは、SPF を通過しなかったドメインと送信元の組です。新しい順に並びます。"),
    ]) { first, _ in first })

  static let text = """
    {{<layout}}
    {{$main}}
    <div class="head"><h1>{{words.title}}</h1></div>
    <section class="card" aria-label="{{words.filter}}"><form class="row" action="/cases" method="get">
    <label>{{words.verdict}}<select name="verdict"><option value="">{{words.any}}</option>{{#verdicts}}<option value="{{value}}"{{#isCurrent}} selected{{/isCurrent}}>{{name}}</option>{{/verdicts}}</select></label>
    <label>{{words.domain}}<input name="domain" value="{{domain}}" placeholder="example.com" autocapitalize="none" spellcheck="false"></label>
    <label>{{words.network}}<input name="network" value="{{network}}" placeholder="203.0.113.25" autocapitalize="none" spellcheck="false"></label>
    <label>{{words.result}}<select name="result"><option value="">{{words.any}}</option>{{#results}}<option value="{{value}}"{{#isCurrent}} selected{{/isCurrent}}>{{name}}</option>{{/results}}</select></label>
    <label>{{words.since}}<input name="since" value="{{since}}" placeholder="2026-01-29"></label>
    <label>{{words.until}}<input name="until" value="{{until}}" placeholder="2026-01-30"></label>
    <button>{{words.apply}}</button></form></section>
    <section class="card" aria-label="{{words.senders}}"><p class="note">{{words.hint}}</p>
    {{#isEmpty}}<p>{{words.none}}</p>{{/isEmpty}}
    {{^isEmpty}}{{>senders}}{{/isEmpty}}
    <p class="pager">{{#first}}<a href="{{first}}">{{words.first}}</a>{{/first}}{{^first}}<span></span>{{/first}}{{#next}}<a href="{{next}}" rel="next">{{words.next}}</a>{{/next}}</p></section>
    {{/main}}
    {{/layout}}
    """
}
