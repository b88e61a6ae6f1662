internal import Diagnosis

/// The template of one case, and its words.
enum CaseTemplate {
  static let words = PhraseBook(
    SenderWords.change.merging([
      "case": Phrase("Case", "ケース"), "from": Phrase("from", "送信元"),
      "domainPage": Phrase("The domain's page", "ドメインのページ"), "checkNow": Phrase("Check it now", "今すぐ検査"),
      "cut": Phrase(
        "Time was over before DNS had answered everything: the verdict may change when the page is loaded again.",
        "DNS の応答がすべて得られる前に時間切れになりました。再表示すると判定が変わることがあります。"),
      "noItem": Phrase(
        "It was not looked into: nothing of it that did not pass is left.", "通過しなかった記録が残っていないため、調査していません。"),
      "wideNote": Phrase(
        "History keeps only the network of this client, so its first address was looked into.",
        "履歴には送信元のネットワークだけが残っているため、その先頭のアドレスを調査しました。"),
      "reverse": Phrase("Reverse name", "逆引き名"), "seen": Phrase("Seen", "観測期間"),
      "counts": Phrase("Checks", "検査"),
      "passage": Phrase("What became of its mail", "メールの経過"), "passed": Phrase("passed", "通過"),
      "troubled": Phrase("did not pass", "不通過"), "refused": Phrase("refused", "拒否"),
      "changed": Phrase("the record changed", "レコードの変更"), "time": Phrase("Time (UTC)", "時刻 (UTC)"),
      "table": Phrase("As a table", "表で見る"), "firstPass": Phrase("first passed", "最初の通過"),
      "lastPass": Phrase("last passed", "最後の通過"), "firstTrouble": Phrase("first did not pass", "最初の不通過"),
      "lastTrouble": Phrase("last did not pass", "最後の不通過"), "evidence": Phrase("Evidence", "証拠"),
      "idle": Phrase("What says nothing either way", "判定に影響しない事実"),
      "record": Phrase("The record", "レコード"),
      "noChange": Phrase("No change of the record was seen.", "レコードの変更は観測されていません。"),
      "remedy": Phrase("What to do", "対処"), "publish": Phrase("To publish", "公開するレコード"),
      "settle": Phrase("What would settle it", "判断に必要な情報"),
      "draft": Phrase("Draft to the sender", "送信者への連絡文案"),
      "to": Phrase("To", "宛先"), "copy": Words.copy, "copied": Words.copied, "exempt": Phrase("Exempt", "除外"),
      "exemptHint": Phrase(
        "Until then mail of this domain from this client is not refused for SPF. The service takes it up within seconds.",
        "期日まで、このドメインとこの送信元のメールは SPF を理由に拒否されません。数秒で反映されます。"),
      "until": Phrase("Until the end of (UTC)", "期日 (UTC)"), "reason": Phrase("Why", "理由"),
      "doExempt": Phrase("Exempt until then", "この日まで除外"),
    ]) { first, _ in first })

  /// How much an item of evidence says.
  static func strength(_ weight: Double) -> Phrase {
    switch weight {
    case 1.5...: Phrase("speaks strongly for it", "判定を強く支持します")
    case 0.6...: Phrase("speaks for it", "判定を支持します")
    case 0.05...: Phrase("speaks slightly for it", "判定をやや支持します")
    case ...(-1.5): Phrase("speaks strongly against it", "判定に強く反します")
    case ...(-0.6): Phrase("speaks against it", "判定に反します")
    case ...(-0.05): Phrase("speaks slightly against it", "判定にやや反します")
    default: Phrase("says nothing either way", "判定には影響しません")
    }
  }

  /// Whose turn it is.
  static func audience(_ audience: Remedy.Audience) -> Phrase {
    switch audience {
    case .sender: Phrase("It is the sender's turn.", "送信者側の対応が必要です。")
    case .receiver: Phrase("It is our turn.", "受信側の対応が必要です。")
    case .nobody: Phrase("Nobody has to do anything.", "対応は不要です。")
    }
  }

  static let text = """
    {{<layout}}
    {{$main}}
    <div class="head"><h1>{{domain}} <span class="from">{{network}}</span></h1>
    <p class="choices"><a href="{{domainLink}}">{{words.domainPage}}</a> <a href="{{checkLink}}">{{words.checkNow}}</a></p></div>
    <section class="card" aria-labelledby="h-verdict">
    {{#verdict}}<h2 id="h-verdict"><span class="badge v-{{verdict}}">{{verdict}}</span> <span class="dim">{{certainty}}</span></h2><p>{{meaning}}</p>
    {{#ranking}}{{#first()}}<ul class="ranking">{{/first()}}<li>{{.}}</li>{{#last()}}</ul>{{/last()}}{{/ranking}}{{/verdict}}
    {{^verdict}}<h2 id="h-verdict">{{words.case}}</h2><p>{{words.noItem}}</p>{{/verdict}}
    {{#isCut}}<p class="note">{{words.cut}}</p>{{/isCut}}{{#isWide}}<p class="note">{{words.wideNote}}</p>{{/isWide}}
    {{#exemption}}<p class="badge on">{{exemption}}</p>{{/exemption}}
    <dl class="facts">{{#facts}}<dt>{{name}}</dt><dd>{{value}}</dd>{{/facts}}</dl></section>
    <section class="card" aria-labelledby="h-passage"><h2 id="h-passage">{{words.passage}}</h2>
    {{{chart}}}
    <ol class="moments">{{#moments}}<li class="{{style}}"><span class="time">{{time}}</span> {{text}}</li>{{/moments}}</ol>
    {{{chartTable}}}</section>
    <div class="columns">
    <section class="card" aria-labelledby="h-evidence"><h2 id="h-evidence">{{words.evidence}}</h2>
    <ul class="evidence">{{#evidence}}<li class="{{style}}"><span class="sign" aria-hidden="true">{{sign}}</span><span>{{sentence}}</span><span class="num">{{weight}}</span><span class="strength">{{strength}}</span></li>{{/evidence}}</ul>
    {{#idle}}{{#first()}}<details class="figures"><summary>{{words.idle}}</summary><ul class="evidence">{{/first()}}<li class="idle"><span class="sign" aria-hidden="true">{{sign}}</span><span>{{sentence}}</span></li>{{#last()}}</ul></details>{{/last()}}{{/idle}}</section>
    <section class="card" aria-labelledby="h-remedy"><h2 id="h-remedy">{{words.remedy}}</h2>
    {{#audience}}<p><b>{{audience}}</b></p>{{/audience}}<p>{{advice}}</p>
    {{#edit}}<p class="label">{{words.publish}}: {{editDomain}} <button type="button" data-copy="edit" data-done="{{words.copied}}" hidden>{{words.copy}}</button></p><pre id="edit">{{edit}}</pre><p class="note">{{editNote}}</p>{{/edit}}
    {{#wanted}}<p class="note">{{words.settle}}: {{wanted}}</p>{{/wanted}}
    {{#settings}}<p class="label">{{place}}</p><pre>{{lines}}</pre>{{#opens}}<p class="note">{{opens}}</p>{{/opens}}{{/settings}}</section>
    </div>
    <section class="card" aria-labelledby="h-record"><h2 id="h-record">{{words.record}}</h2>
    {{#change}}{{>change}}{{/change}}{{^change}}<p class="note">{{words.noChange}}</p>{{/change}}</section>
    {{#draft}}<section class="card" aria-labelledby="h-draft"><h2 id="h-draft">{{words.draft}}</h2>
    <p class="label">{{words.to}}: {{draftTo}} <button type="button" data-copy="draft" data-done="{{words.copied}}" hidden>{{words.copy}}</button></p>
    <pre id="draft">{{draft}}</pre></section>{{/draft}}
    {{#form}}<section class="card" aria-labelledby="h-exempt"><h2 id="h-exempt">{{words.exempt}}</h2><p class="note">{{words.exemptHint}}</p>
    <form class="row one" action="/exemptions" method="post"><input type="hidden" name="token" value="{{token}}"><input type="hidden" name="from" value="case"><input type="hidden" name="domain" value="{{domain}}"><input type="hidden" name="network" value="{{network}}">
    <label>{{words.until}}<input type="date" name="until" value="{{until}}" required></label>
    <label class="long">{{words.reason}}<input name="reason" value="{{reason}}" maxlength="200" required></label>
    <button>{{words.doExempt}}</button></form></section>{{/form}}
    {{/main}}
    {{/layout}}
    """
}
