/// Whose turn it is, and what each can do.
extension WhyWords {
  /// Whether it is the reader, or somebody else.
  var whose: [Phrase] {
    switch situation {
    case .passes:
      [
        Phrase(
          "Nobody has to do anything any more, unless the mail comes back once more.",
          "再度戻ってこない限り、誰も対応する必要はありません。")
      ]
    case .stale:
      [
        Phrase(
          "If you wrote the mail: it is not you. Your text, your address and your mail program are all right. The people who look after \(domain) have to add one entry.",
          "メールを書いた方へ: あなたの問題ではありません。本文、アドレス、メールソフトに誤りはありません。\(domain) の管理者が項目を 1 つ追加する必要があります。"),
        Phrase(
          "If you did not write it, and it came back to you all the same, somebody may have used your address; then there is nothing to do.",
          "心当たりのないメールが戻ってきた場合は、あなたのアドレスが第三者に使われた可能性があります。その場合、対応は不要です。"),
      ]
    case .forwarded:
      [
        Phrase(
          "It is neither the sender nor the recipient’s mail server. Somewhere an address is set to forward to another, and the forwarding server keeps the sender’s name.",
          "送信者でも受信側サーバーでもありません。どこかの宛先が別の宛先への転送に設定されており、転送サーバーが送信者の名前をそのまま使っています。")
      ]
    case .forged:
      [
        Phrase(
          "If you did not write the mail: it is not you. Anybody can write any sender on a mail; this one was found out. Nobody was in your mailbox for that.",
          "メールを書いた覚えがない方へ: あなたの問題ではありません。差出人の名前は誰でも書くことができ、今回はそれが見破られました。あなたのメールボックスに侵入されたわけではありません。"),
        Phrase(
          "If you did write it: your mail left through a server that \(domain) does not know, for instance that of another provider.",
          "実際に送信した方へ: \(domain) の知らないサーバー (別の事業者のサーバーなど) から送信されています。"),
      ]
    case .neverSends:
      [
        Phrase(
          "If you did not write the mail, somebody else used the name. If you did, write it from another address: this domain is not for mail.",
          "書いた覚えがなければ、第三者が名前を使ったものです。実際に送信した場合は、別のアドレスから送信してください。このドメインはメール用ではありません。")
      ]
    case .hiddenClient, .ownServer:
      [
        Phrase(
          "It is not you, and not the sender’s side either. The recipient’s administrator has to look at it.",
          "あなたの問題でも、送信側の問題でもありません。受信側の管理者による対応が必要です。")
      ]
    case .broken:
      [
        Phrase(
          "If you wrote the mail: it is not you. The people who look after \(recordDomain) have to correct the record.",
          "メールを書いた方へ: あなたの問題ではありません。\(recordDomain) の管理者がレコードを修正する必要があります。")
      ]
    case .dnsTrouble:
      [
        Phrase(
          "It is not you. It may be a short disturbance, of the domain’s name servers or of the way to them.",
          "あなたの問題ではありません。ドメインのネームサーバー、またはそこまでの経路の一時的な障害かもしれません。")
      ]
    case .nothingToCheck:
      [
        Phrase(
          "Read the message that came with the mail again: it tells the reason of the recipient’s server.",
          "メールと一緒に戻ってきたメッセージをもう一度お読みください。受信側サーバーの理由が書かれています。")
      ]
    case .undecided:
      [
        Phrase(
          "If you wrote the mail in the way you always do: it is probably not you, but a server that \(domain) forgot to list.",
          "いつもどおりに送信した方へ: おそらくあなたの問題ではなく、\(domain) の登録漏れです。"),
        Phrase(
          "If you did not write it: somebody else used the name, and there is nothing to do.",
          "書いた覚えがない方へ: 第三者が名前を使ったものです。対応は不要です。"),
      ]
    }
  }

  /// What whoever wrote the mail can do now.
  var personSteps: [Phrase] {
    let tell = Phrase(
      "Send the address of this page to those who run the mail of \(domain): your provider, or your company’s IT department. It tells them what to change.",
      "このページのアドレスを \(domain) のメール管理者 (プロバイダーや社内の情報システム部門) に送ってください。必要な変更が書かれています。")
    let otherway = Phrase(
      "If it is urgent, reach the recipient in another way, or write from another address.",
      "急ぐ場合は、別の手段で連絡するか、別のアドレスから送信してください。")
    let again = Phrase(
      "Look at this page again later. As soon as it says that the mail passes, send it once more.",
      "後ほどこのページを再度ご覧ください。合格と表示されたら、もう一度送信してください。")
    switch situation {
    case .passes: return [Phrase("Send the mail again.", "もう一度送信してください。")]
    case .stale, .broken: return [tell, otherway, again]
    case .undecided:
      return [
        Phrase(
          "See that your mail program sends through the server that your provider of \(domain) told you.",
          "メールソフトの送信サーバーが、\(domain) の事業者から案内されたものになっているか確認してください。"), tell, otherway,
      ]
    case .forwarded:
      return [
        Phrase(
          "Write to the recipient’s final address directly, if you know it.", "最終的な宛先が分かる場合は、そちらへ直接送信してください。"),
        Phrase(
          "Tell the recipient that mail to the address you used is forwarded and comes back.",
          "その宛先へのメールが転送先で拒否されていることを、受信者に伝えてください。"),
      ]
    case .forged:
      return [
        Phrase("If you did not write the mail: delete the message.", "書いた覚えがなければ、届いた通知を削除してください。"),
        Phrase(
          "If you did: send it through the server that your provider of \(domain) told you, with your password there.",
          "実際に送信した場合は、\(domain) の事業者から案内された送信サーバーにログインして送信してください。"),
      ]
    case .neverSends: return [Phrase("Write from another address.", "別のアドレスから送信してください。")]
    case .hiddenClient, .ownServer:
      return [
        Phrase(
          "Reach the recipient in another way, and send them the address of this page.",
          "別の手段で受信者に連絡し、このページのアドレスを伝えてください。")
      ]
    case .dnsTrouble:
      return [Phrase("Wait an hour, then send the mail again.", "1 時間ほど待ってから、もう一度送信してください。")]
    case .nothingToCheck:
      return [
        Phrase(
          "See whether the name is spelt rightly: “\(domain)”.", "名前のつづりが正しいか確認してください: 「\(domain)」"),
        Phrase("Send the mail again.", "もう一度送信してください。"),
      ]
    }
  }
}
