internal import HTTPTypes

/// What a page says that could not be given.
struct ErrorWords {
  let title: Phrase
  let text: Phrase

  init(_ status: HTTPResponse.Status) {
    switch status.code {
    case 403:
      title = Phrase("This page is private", "このページは非公開です")
      text = Phrase(
        "It is shown under the name localhost or a loopback address, or under the names of console.host_names to those whom the proxy before it has let in; and not as a part of another site's page.",
        "localhost またはループバックアドレスで開いた場合か、console.host_names の名前で前段のプロキシに認証された利用者だけに表示されます。他のサイトのページの一部としては表示されません。"
      )
    case 404:
      title = Phrase("There is no such page", "ページが見つかりません")
      text = Phrase(
        "The address may have been cut off when it was copied. Copy it again, to its end.",
        "アドレスが途中で切れている可能性があります。最後までコピーし直してください。")
    case 405:
      title = Phrase("This page is only for reading", "このページは読み取り専用です")
      text = Phrase("Nothing can be sent to it.", "データを送信することはできません。")
    case 414:
      title = Phrase("The address is too long", "アドレスが長すぎます")
      text = Phrase("No mail has an address as long as that.", "これほど長いアドレスのメールはありません。")
    case 431:
      title = Phrase("The request is too long", "リクエストが長すぎます")
      text = Phrase(
        "The browser sends more along with the address than is needed: cookies, most likely. Try a private window.",
        "ブラウザーがアドレスとともに送信する情報 (多くの場合は Cookie) が多すぎます。プライベートウィンドウでお試しください。")
    case 429:
      title = Phrase("Too many questions at once", "問い合わせが多すぎます")
      text = Phrase(
        "Each new question costs queries to name servers, so there is a limit. Try again in a minute.",
        "新しい質問のたびにネームサーバーへの問い合わせが必要なため、制限を設けています。1 分ほど待ってからやり直してください。")
    case 503:
      title = Phrase("Busy at the moment", "ただいま混み合っています")
      text = Phrase("Try again in a few seconds.", "数秒待ってからやり直してください。")
    case 400..<500:
      title = Phrase("The request cannot be understood", "リクエストを解釈できません")
      text = Phrase("Copy the address again, to its end.", "アドレスを最後までコピーし直してください。")
    default:
      title = Phrase("Something went wrong here", "内部で問題が発生しました")
      text = Phrase("It is not your fault. Try again later.", "お客様の操作の問題ではありません。後ほどやり直してください。")
    }
  }
}
