/// The template of the live page, and its words.
enum LiveTemplate {
  static let words = PhraseBook(
    SenderWords.list.merging([
      "title": Phrase("Live", "ライブ"),
      "lead": Phrase(
        "Mail that does not pass is shown here within seconds of when the service has recorded it.",
        "通過しなかったメールを、サービスが記録してから数秒以内に表示します。"),
      "without": Phrase(
        "Without JavaScript this page does not move by itself: the list below is as new as the page.",
        "JavaScript が無効なため、自動では更新されません。下の一覧はページを開いた時点の内容です。"),
      "again": Phrase("Load it again", "再読み込み"), "on": Phrase("Listening", "受信中"),
      "off": Phrase("Interrupted; trying again", "中断。再接続しています"),
      "lost": Phrase("% events were left out because there were too many.", "多すぎるため % 件を省略しました。"),
      "now": Phrase("Since the page was opened", "ページを開いた後"), "time": Phrase("Time (UTC)", "時刻 (UTC)"),
      "troubled": Phrase("Did not pass", "不通過"),
      "lately": Phrase("In the last 24 hours", "過去 24 時間"),
      "nobody": Phrase("Everything passed.", "すべて通過しました。"),
    ]) { first, _ in first })

  static let text = """
    {{<layout}}
    {{$main}}
    <div class="head"><h1>{{words.title}}</h1><p id="live-state" class="badge" role="status" data-on="{{words.on}}" data-off="{{words.off}}" hidden></p></div>
    <p>{{words.lead}}</p>
    <noscript><p class="note">{{words.without}} <a href="/live">{{words.again}}</a></p></noscript>
    <section class="card" aria-labelledby="h-now" hidden><h2 id="h-now">{{words.now}}</h2>
    <p class="note" id="live-lost" role="status" data-text="{{words.lost}}" hidden></p>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="h-now"><table class="list">
    <thead><tr><th scope="col">{{words.time}}</th><th scope="col">{{words.sender}}</th><th scope="col" class="wide">{{words.results}}</th><th scope="col" class="num">{{words.troubled}}</th><th scope="col" class="num">{{words.refused}}</th><th scope="col">{{words.verdict}}</th></tr></thead>
    <tbody data-live="{{events}}"></tbody></table></div></section>
    <section class="card" aria-labelledby="h-lately"><h2 id="h-lately">{{words.lately}}</h2>
    {{#hasRows}}{{>senders}}{{/hasRows}}{{^hasRows}}<p class="dim">{{words.nobody}}</p>{{/hasRows}}</section>
    <p class="note">{{state}}</p>
    <script src="{{script}}" defer></script>
    {{/main}}
    {{/layout}}
    """
}
