/// The template of the list of exemptions, and its words.
enum ExemptionsTemplate {
  static let words = PhraseBook([
    "title": Phrase("Exemptions", "除外"),
    "hint": Phrase(
      "Mail of these domains from these clients is not refused for SPF until then. One is added here, on the page of its case, or by spf exempt.",
      "期日まで、これらのドメインと送信元のメールは SPF を理由に拒否されません。追加はここ、ケースのページ、または spf exempt で行います。"),
    "none": Phrase("There are none.", "除外はありません。"), "domain": Phrase("Domain and client", "ドメインと送信元"),
    "until": Phrase("Until (UTC)", "期日 (UTC)"), "reason": Phrase("Why", "理由"),
    "add": Phrase("Exempt a sender", "送信元を除外する"), "doExempt": Phrase("Exempt", "除外する"),
    "onlyDomain": Phrase("Domain", "ドメイン"), "network": Phrase("Client, or its network", "送信元またはネットワーク"),
    "lastDay": Phrase("Until the end of (UTC)", "期限の日 (UTC)"),
    "ended": Phrase("ended", "終了"), "end": Phrase("End it now", "今すぐ終了"),
  ])

  static let text = """
    {{<layout}}
    {{$main}}
    <div class="head"><h1>{{words.title}}</h1></div>
    <section class="card" aria-label="{{words.title}}"><p class="note">{{words.hint}}</p>
    {{#isEmpty}}<p>{{words.none}}</p>{{/isEmpty}}
    {{^isEmpty}}<ul class="exemptions">
    {{#rows}}<li><span class="who">{{#link}}<a href="{{link}}">{{domain}}</a>{{/link}}{{^link}}{{domain}}{{/link}} <span class="from">{{network}}</span></span>
    <span class="reason">{{reason}}</span>
    <span class="time">{{words.until}} {{until}}{{#hasEnded}} <span class="badge off">{{words.ended}}</span>{{/hasEnded}}</span>
    <form action="/exemptions/remove" method="post"><input type="hidden" name="token" value="{{token}}"><input type="hidden" name="domain" value="{{domain}}"><input type="hidden" name="network" value="{{network}}"><button class="quiet" aria-label="{{words.end}}: {{domain}} {{network}}">{{words.end}}</button></form></li>
    {{/rows}}</ul>{{/isEmpty}}
    {{#more}}<p class="note">{{more}}</p>{{/more}}</section>
    <section class="card" aria-labelledby="h-add"><h2 id="h-add">{{words.add}}</h2>
    <form class="row one" action="/exemptions" method="post"><input type="hidden" name="token" value="{{token}}">
    {{#fields}}{{>field}}{{/fields}}<button>{{words.doExempt}}</button></form></section>
    {{/main}}
    {{/layout}}
    """
}
