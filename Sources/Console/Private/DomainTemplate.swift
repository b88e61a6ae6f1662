/// The templates of one domain and of the list of domains, and their words.
enum DomainTemplate {
  static let words = PhraseBook(
    SenderWords.list.merging(SenderWords.change) { first, _ in first }.merging([
      "title": Phrase("Domains", "ドメイン"), "domain": Phrase("Domain", "ドメイン"),
      "show": Phrase("Show", "表示"), "latest": Phrase("Seen last", "最近の送信元ドメイン"),
      "lookUp": Phrase("Look up a domain", "ドメインを調べる"),
      "nobody": Phrase("Nobody was seen yet.", "まだ観測されていません。"),
      "checkNow": Phrase("Check a client", "送信元を検査"),
      "record": Phrase("The record, and what it refers to", "レコードと参照先"),
      "unusable": Phrase("There is no record to use", "使えるレコードがありません"),
      "broken": Phrase("The record cannot be used as it is", "このままではレコードを使えません"),
      "networks": Phrase("Networks that may send", "送信を許可されたネットワーク"), "network": Phrase("Network", "ネットワーク"),
      "term": Phrase("By the term", "該当する項"), "of": Phrase("Of", "レコード"), "ttl": Phrase("TTL (s)", "TTL (秒)"),
      "none": Phrase("None.", "なし。"), "budget": Phrase("Budget", "上限までの余裕"),
      "budgetNote": Phrase(
        "A record that needs more than this is a permanent error for every receiver (RFC 7208 section 4.6.4).",
        "上限を超えるレコードは、すべての受信側で permerror になります (RFC 7208 4.6.4 節)。"),
      "lookups": Phrase("Terms that ask DNS", "DNS を使う項"),
      "voids": Phrase("Names that do not exist", "存在しない名前"),
      "leastTTL": Phrase("The least TTL of all answers, in seconds:", "すべての応答のうち最小の TTL (秒):"),
      "incomplete": Phrase(
        "DNS did not answer everything in time, or the record refers to too much: what stands here is not all.",
        "DNS の応答が間に合わなかったか、参照が多すぎるため、表示は一部だけです。"),
      "lint": Phrase("What is wrong, or worth knowing", "誤りと注意点"),
      "fine": Phrase("Nothing was found.", "問題は見つかりませんでした。"),
      "insteadOf": Phrase("Where it says", "該当箇所"), "write": Phrase("Write", "修正例"),
      "history": Phrase("How the record changed", "レコードの変更履歴"),
      "noHistory": HistoryWords.title,
      "noChange": Phrase("No change was seen.", "変更は観測されていません。"),
      "whoSent": Phrase("Who sent for it", "このドメインで送信した送信元"),
    ]) { first, _ in first })

  private static let form = """
    <form class="row" action="/domains" method="get">
    <label for="name">{{words.domain}}<input id="name" name="name" value="{{value}}" maxlength="320" placeholder="example.com" autocomplete="off" autocapitalize="none" spellcheck="false" required></label>
    <button>{{words.show}}</button></form>
    """

  static let list = """
    {{<layout}}
    {{$main}}
    <div class="head"><h1>{{words.title}}</h1></div>
    <section class="card" aria-labelledby="h-look"><h2 id="h-look">{{words.lookUp}}</h2>
    \(form)</section>
    <section class="card" aria-labelledby="h-latest"><h2 id="h-latest">{{words.latest}}</h2>
    {{#domains}}{{#first()}}<ul class="top-list">{{/first()}}<li><a href="{{link}}">{{name}}</a></li>{{#last()}}</ul>{{/last()}}{{/domains}}
    {{^domains}}<p class="dim">{{words.nobody}}</p>{{/domains}}</section>
    {{/main}}
    {{/layout}}
    """

  static let text = """
    {{<layout}}
    {{$main}}
    <div class="head"><h1>{{domain}}</h1><p class="choices"><a href="{{checkLink}}">{{words.checkNow}}</a></p></div>
    <section class="card" aria-labelledby="h-record"><h2 id="h-record">{{words.record}}</h2>
    <p><span class="badge {{state}}">{{headline}}</span></p>{{#trouble}}<p>{{trouble}}</p>{{/trouble}}
    {{#isIncomplete}}<p class="note">{{words.incomplete}}</p>{{/isIncomplete}}
    {{#tree}}{{>tree}}{{/tree}}</section>
    <div class="columns">
    <section class="card" aria-labelledby="h-networks"><h2 id="h-networks">{{words.networks}} <span class="dim">{{networkCount}}</span></h2>
    {{#networks}}{{#first()}}<div class="scroll" tabindex="0" role="region" aria-labelledby="h-networks"><table class="list"><thead><tr><th scope="col">{{words.network}}</th><th scope="col">{{words.term}}</th><th scope="col" class="wide">{{words.of}}</th><th scope="col" class="num wide">{{words.ttl}}</th></tr></thead><tbody>{{/first()}}
    <tr><th scope="row"><code>{{network}}</code></th><td><code>{{term}}</code></td><td class="wide">{{domain}}</td><td class="num wide">{{ttl}}</td></tr>
    {{#last()}}</tbody></table></div>{{/last()}}{{/networks}}
    {{^networks}}<p class="dim">{{words.none}}</p>{{/networks}}{{#more}}<p class="note">{{more}}</p>{{/more}}</section>
    <section class="card" aria-labelledby="h-budget"><h2 id="h-budget">{{words.budget}}</h2>
    {{#budgets}}<p class="budget"><span>{{name}}</span> <meter min="0" max="{{limit}}" value="{{used}}" aria-label="{{name}}">{{text}}</meter> <b class="num">{{text}}</b></p>
    {{/budgets}}<p class="note">{{words.budgetNote}}</p><p class="note">{{words.leastTTL}} {{leastTTL}}</p></section>
    </div>
    <section class="card" aria-labelledby="h-lint"><h2 id="h-lint">{{words.lint}} <span class="dim">{{findingCount}}</span></h2>
    {{#findings}}<div class="finding {{style}}"><p><b>{{label}}</b> <span class="from">{{rule}} · {{name}}</span></p>{{#title}}<p>{{title}}</p>{{/title}}<p lang="en">{{message}}</p>
    {{#marked}}<p class="note">{{words.insteadOf}} <code>{{marked}}</code></p>{{/marked}}{{#fix}}<p lang="en">{{fix}}</p>{{/fix}}{{#replacement}}<p class="note">{{words.write}} <code>{{replacement}}</code></p>{{/replacement}}<p class="note">{{reference}}</p></div>
    {{/findings}}{{^findings}}<p class="dim">{{words.fine}}</p>{{/findings}}
    {{#notes}}<p class="note" lang="en">{{.}}</p>{{/notes}}</section>
    <section class="card" aria-labelledby="h-history"><h2 id="h-history">{{words.history}}</h2>{{#historyTrouble}}<p class="remark">{{words.noHistory}}: {{historyTrouble}}</p>{{/historyTrouble}}{{^historyTrouble}}<p class="note">{{versions}}</p>{{/historyTrouble}}
    {{#changes}}{{>change}}{{/changes}}{{^changes}}{{^historyTrouble}}<p class="dim">{{words.noChange}}</p>{{/historyTrouble}}{{/changes}}</section>
    <section class="card" aria-labelledby="h-senders"><h2 id="h-senders">{{words.whoSent}}</h2>
    {{^rows}}{{^historyTrouble}}<p class="dim">{{words.nobody}}</p>{{/historyTrouble}}{{/rows}}
    {{#hasRows}}{{>senders}}{{/hasRows}}</section>
    {{/main}}
    {{/layout}}
    """
}
