/// The template of the form to check a client, and its words.
enum CheckTemplate {
  static let words = PhraseBook([
    "title": Phrase("Check a client", "送信元を検査"),
    "lead": Phrase(
      "Who may send mail for a domain is written in its SPF record. Fill in what a mail server sees, and read how it decides.",
      "ドメインのメールを送ってよい送信元は SPF レコードに書かれています。メールサーバーから見える情報を入力すると、判定の過程を読めます。"),
    "ip": Phrase("Address of the client", "送信元のアドレス"),
    "ipHint": Phrase("The server that hands over the mail", "メールを渡しに来たサーバー"),
    "sender": Phrase("Sender (MAIL FROM)", "送信者 (MAIL FROM)"),
    "senderHint": Phrase("Empty for a bounce: then the HELO name is checked", "空の場合は HELO 名を検査(バウンスメール)"),
    "helo": Phrase("HELO name", "HELO 名"), "heloHint": Phrase("What the client calls itself", "送信元が名乗った名前"),
    "record": Phrase("Try another record", "別のレコードを試す"),
    "recordHint": Phrase(
      "It stands for the one that is published, for this check only; nothing is stored.",
      "この検査に限り、公開中のレコードの代わりに使います。保存はしません。"),
    "check": Phrase("Check", "検査"), "result": Phrase("Result", "結果"),
    "identity": Phrase("Identity checked", "検査した ID"), "domain": Phrase("Domain asked", "問い合わせたドメイン"),
    "decided": Phrase("Decided by", "決め手"), "lookups": Phrase("Terms that asked DNS", "DNS を使った項"),
    "explanation": Phrase("The domain's own words", "ドメインによる説明"),
    "nearest": Phrase("Nearest network named", "最も近い記載"),
    "how": Phrase("How it was decided", "判定の過程"),
    "howHint": Phrase(
      "Read from the top. Behind each term stands what it asks, what DNS answered, and what became of it.",
      "上から順に読みます。各項には、問いの内容、DNS の応答、結果が示されます。"),
    "own": Phrase(
      "With the record that was filled in, not the published one.", "公開中のレコードではなく、入力したレコードによる結果です。"),
    "domainPage": Phrase("All about the record of", "レコードの詳細:"),
    "learn": Phrase("How SPF works", "SPF のしくみ"), "try": Phrase("Try one", "例を試す"),
    "tryHint": Phrase("Each brings its own record and asks nobody.", "例のレコードだけで判定し、DNS には問い合わせません。"),
  ])

  /// What a mail server does, step by step.
  static let steps = [
    Phrase(
      "A server connects and names a sender. The receiver asks DNS for the TXT records of the sender's domain, and takes the one that begins with v=spf1.",
      "サーバーが接続し、送信者を名乗ります。受信側はそのドメインの TXT レコードを DNS に問い合わせ、v=spf1 で始まるものを使います。"),
    Phrase(
      "It reads the terms from left to right. Each asks: is it this client? The first that says yes decides, and the rest is not read.",
      "項を左から順に読みます。各項は「この送信元か」を問い、最初に該当した項で決まり、残りは読まれません。"),
    Phrase(
      "The sign before the term is the result: + (or none) pass, - fail, ~ softfail, ? neutral. So -all at the end means: everybody else is refused.",
      "項の前の記号が結果です。+(または記号なし)は pass、- は fail、~ は softfail、? は neutral。末尾の -all は「その他はすべて拒否」を意味します。"),
    Phrase(
      "include and redirect lead to the record of another domain. Of an included record only a pass counts.",
      "include と redirect は別ドメインのレコードを参照します。include では pass だけが該当になります。"),
    Phrase(
      "Ten terms may ask DNS, no more. Beyond that, and with a mistake in spelling, the result is permerror, and the record is of no use to anybody.",
      "DNS を使う項は 10 個までです。超えた場合や書き誤りがある場合は permerror となり、レコードは役に立ちません。"),
  ]

  static let examplesOfFields = [
    "ip": "203.0.113.25", "sender": "alice@example.com", "helo": "mail.example.com",
  ]

  static let examples: [(title: Phrase, client: String, record: String)] = [
    (
      Phrase("A server that is listed", "記載のあるサーバー"), "192.0.2.10",
      "v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 -all"
    ),
    (
      Phrase("A new server that nobody added", "追加し忘れた新しいサーバー"), "203.0.113.25",
      "v=spf1 ip4:192.0.2.10 ip4:192.0.2.11 -all"
    ),
    (Phrase("The same with ~all", "~all の場合"), "203.0.113.25", "v=spf1 ip4:192.0.2.10 ip4:192.0.2.11 ~all"),
    (Phrase("An order that undoes itself", "順序の誤り"), "192.0.2.10", "v=spf1 -all ip4:192.0.2.10"),
    (Phrase("A mistake in spelling", "書き誤り"), "192.0.2.10", "v=spf1 ipv4:192.0.2.10 -all"),
    (Phrase("IPv6 forgotten", "IPv6 の記載漏れ"), "2001:db8::25", "v=spf1 ip4:192.0.2.10 -all"),
  ]

  static let text = """
    {{<layout}}
    {{$main}}
    <div class="head"><h1>{{words.title}}</h1></div>
    {{#answers}}<section class="card" aria-labelledby="h-result"><h2 id="h-result">{{words.result}}: <span class="badge {{style}}">{{result}}</span></h2>
    <p>{{meaning}}</p>{{#sentence}}<p class="note">{{sentence}}</p>{{/sentence}}
    {{^isPublished}}<p class="note">{{words.own}}</p>{{/isPublished}}
    <dl class="facts">{{#facts}}<dt>{{name}}</dt><dd>{{value}}</dd>
    {{/facts}}</dl>
    {{#domainLink}}<p class="note">{{words.domainPage}} <a href="{{domainLink}}">{{domainName}}</a></p>{{/domainLink}}</section>
    {{#trees}}<section class="card" aria-labelledby="h-how"><h2 id="h-how">{{words.how}}</h2><p class="note">{{words.howHint}}</p>
    {{>tree}}</section>{{/trees}}{{/answers}}
    <section class="card" aria-label="{{words.title}}"><p>{{words.lead}}</p>
    <form action="/check" method="get">
    {{#fields}}{{>field}}{{/fields}}<div><label for="record">{{recordLabel}} <span class="hint" id="record-hint">{{recordHint}}</span></label>
    <textarea id="record" name="record" maxlength="4096" rows="3" placeholder="v=spf1 ip4:192.0.2.0/24 -all" autocomplete="off" autocapitalize="none" spellcheck="false"{{#isRecordWrong}} aria-invalid="true" aria-describedby="record-problem record-hint"{{/isRecordWrong}}{{^isRecordWrong}} aria-describedby="record-hint"{{/isRecordWrong}}>{{record}}</textarea>{{#isRecordWrong}}
    <p class="remark" id="record-problem" role="alert">{{recordProblem}}</p>{{/isRecordWrong}}</div>
    <div><button>{{words.check}}</button></div></form></section>
    <div class="columns">
    <section class="card" aria-labelledby="h-learn"><h2 id="h-learn">{{words.learn}}</h2>
    <ol class="steps">{{#steps}}<li>{{.}}</li>{{/steps}}</ol></section>
    <section class="card" aria-labelledby="h-try"><h2 id="h-try">{{words.try}}</h2><p class="note">{{words.tryHint}}</p>
    <ul class="top-list tries">{{#examples}}<li><a href="{{link}}">{{title}}</a> <code class="from">{{#record}}<span class="{{style}}">{{text}}</span> {{/record}}</code></li>{{/examples}}</ul></section>
    </div>
    {{/main}}
    {{/layout}}
    """
}
