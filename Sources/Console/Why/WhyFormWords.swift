/// The words of the form.
struct WhyFormWords {
  let kicker: Phrase
  let headline: Phrase
  let lead: Phrase

  static let form = Phrase("What does the message say that came back?", "戻ってきたメッセージの内容")
  static let sender = Phrase("Sender, or domain", "送信者のアドレス、またはドメイン")
  static let senderHint = Phrase("Who the mail is from: behind “id=” or “from=”", "メールの差出人。「id=」または「from=」の後")
  static let client = Phrase("Address of the sending server", "送信サーバーのアドレス")
  static let clientHint = Phrase(
    "Four numbers with dots, or IPv6: behind “ip=”", "ドット区切りの 4 つの数字、または IPv6。「ip=」の後")
  static let receiver = Phrase("Recipient (need not be given)", "受信者 (省略可)")
  static let button = Phrase("Explain", "調べる")
  static let aboutTitle = Phrase("What is this page?", "このページについて")
  static let about = [
    Phrase(
      "When a mail server refuses a mail, its sender gets a message, often with a link to a page such as this. The page tells in plain words why, whose turn it is, and what to change.",
      "メールサーバーがメールを拒否すると、送信者に通知が届きます。通知にはこのようなページへのリンクがよく含まれます。このページは、拒否の理由、誰が対応すべきか、何を変更すべきかを分かりやすく説明します。"),
    Phrase(
      "SPF (Sender Policy Framework, RFC 7208) is a list in DNS: a domain names the servers that may send its mail. A server that is not on the list may be a forger’s, or one that somebody forgot to add.",
      "SPF (Sender Policy Framework、RFC 7208) は DNS 上の一覧です。ドメインは、自分のメールを送信してよいサーバーを公開します。一覧にないサーバーは、なりすましか、登録漏れのどちらかです。"
    ),
  ]

  init(_ occasion: WhyForm.Occasion) {
    switch occasion {
    case .empty:
      kicker = Phrase("SPF", "SPF")
      headline = Phrase("Why was this mail refused?", "メールはなぜ拒否されたのですか")
      lead = Phrase(
        "Open the link in the message that came back, or fill in the form.",
        "戻ってきたメッセージ内のリンクを開くか、下のフォームに入力してください。")
    case .incomplete:
      kicker = Phrase("Not complete", "情報が足りません")
      headline = Phrase("The link does not tell enough.", "リンクの情報が不足しています。")
      lead = Phrase(
        "It may have been cut off when it was copied. The sender and the address of the server are needed.",
        "コピーの際に途中で切れた可能性があります。送信者と、送信サーバーのアドレスが必要です。")
    case .expired:
      kicker = Phrase("Expired", "期限切れ")
      headline = Phrase("This link counts no longer.", "このリンクの有効期限は切れています。")
      lead = Phrase(
        "The facts of a refusal are kept for some weeks only. The message that came back may tell enough for the form.",
        "拒否の記録は数週間で消去されます。戻ってきたメッセージの内容をフォームに入力してください。")
    case .unknown:
      kicker = Phrase("Not found", "見つかりません")
      headline = Phrase("There is no such link.", "このリンクは存在しません。")
      lead = Phrase(
        "It may have been cut off when it was copied, or be some weeks old: copy it again, to its end, or fill in the form. If the mail came back just now, try again in a minute.",
        "コピーの際に途中で切れたか、発行から数週間が過ぎた可能性があります。最後までコピーし直すか、フォームに入力してください。メールが戻ってきた直後の場合は、1 分ほど待ってからやり直してください。")
    }
  }
}
