/// The template of the list of exemptions, and its words.
enum ExemptionsTemplate {
  static let words = PhraseBook([
    "title": Phrase("Exemptions", "除外"),
    "hint": Phrase(
      "Mail of these domains from these clients is not refused for SPF until then. One is added on the page of its case, or by spf exempt.",
      "期日まで、これらのドメインと送信元のメールは SPF を理由に拒否されません。追加はケースのページ、または spf exempt で行います。"),
    "none": Phrase("There are none.", "除外はありません。"), "domain": Phrase("Domain and client", "ドメインと送信元"),
    "until": Phrase("Until (UTC)", "期日 (UTC)"), "reason": Phrase("Why", "理由"),
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
    {{/main}}
    {{/layout}}
    """
}
