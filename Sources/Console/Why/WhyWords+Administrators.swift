internal import Diagnosis
internal import SPF

/// What administrators can do.
extension WhyWords {
  /// What the administrator of the sender's domain must change.
  var senderSteps: [Phrase] {
    let publish = Phrase(
      "Change the TXT record of \(editDomain) to the one below. The marked part is new; everything else stays as it is.",
      "\(editDomain) の TXT レコードを下記の内容に変更してください。強調部分が追加分で、他はそのままです。")
    let wait = Phrase(
      "Old copies of the record count for up to \(duration.english). After that, ask the sender to send again.",
      "古いレコードは最長 \(duration.japanese)残ります。その後、送信者に再送を依頼してください。")
    let isTheirs = Phrase(
      "Make sure that \(client) is a server of yours, or of a service that sends for you. If it is not, change nothing.",
      "\(client) が自社または利用サービスのサーバーであることを確認してください。そうでなければ、何も変更しないでください。")
    switch situation {
    case .passes, .forwarded, .hiddenClient, .ownServer: return [nothingToChange]
    case .stale, .undecided:
      return finding.edit == nil
        ? [
          isTheirs,
          Phrase(
            "Add the server to the record of \(domain), and keep to the limit of ten terms that need DNS.",
            "\(domain) のレコードにサーバーを追加してください。DNS 参照を伴う項は 10 個までです。"),
        ] : [isTheirs, publish, wait]
    case .forged:
      return [
        Phrase(
          "Nothing: the record did its work. If \(client) is a server of yours after all, add \(term).",
          "対応は不要です。レコードは役目を果たしています。万一 \(client) が自社のサーバーであれば、\(term) を追加してください。",
          code: [term])
      ]
    case .neverSends:
      return [
        Phrase(
          "Nothing, if the domain is not for mail. Otherwise replace \(Self.noServer) by a record that names your servers.",
          "メールに使わないドメインであれば対応は不要です。使う場合は \(Self.noServer) を、送信サーバーを示すレコードに置き換えてください。",
          code: [Self.noServer])
      ]
    case .broken:
      let what = Phrase(
        "The mistake is in the record of \(recordDomain): \(problem.english).",
        "誤りは \(recordDomain) のレコードにあります: \(problem.japanese)。", code: problem.code)
      return finding.edit == nil ? [what, remedy].compactMap { $0 } : [what, correct, wait]
    case .dnsTrouble:
      return [
        Phrase(
          "See that all name servers of \(recordDomain) answer, over UDP and TCP: \(problem.english).",
          "\(recordDomain) のすべてのネームサーバーが UDP と TCP で応答するか確認してください: \(problem.japanese)。",
          code: problem.code)
      ]
    case .nothingToCheck:
      return [
        Phrase(
          "If the domain sends mail, publish an SPF record; if it does not, publish \(Self.noServer).",
          "メールを送信するドメインであれば SPF レコードを、送信しないのであれば \(Self.noServer) を公開してください。",
          code: [Self.noServer])
      ]
    }
  }

  /// What the administrator of the recipient's mail server can do.
  var receiverSteps: [Phrase] {
    switch situation {
    case .passes:
      return [
        Phrase("Nothing: the next mail passes.", "対応は不要です。次のメールは合格します。")
      ]
    case .stale, .broken, .undecided:
      return [
        Phrase(
          "Tell the sender’s postmaster: postmaster@\(domain).", "送信側の管理者に知らせてください: postmaster@\(domain)"),
        Phrase(
          "Until the record is right, the command below lets mail of this sender through; it ends by itself after \(Self.exemptDays) days.",
          "レコードが修正されるまで、下記のコマンドでこの送信者のメールを通すことができます。\(Self.exemptDays) 日後に自動的に終了します。"),
      ]
    case .forwarded:
      return [
        Phrase(
          "If the recipient wants the forwarded mail, exempt the forwarder \(client) from SPF for this recipient alone.",
          "受信者が転送メールを必要とする場合は、その受信者に限り転送元 \(client) を SPF の検査から除外してください。"),
        Phrase(
          "Or ask those who run \(client) to rewrite the sender’s address (SRS).",
          "または \(client) の管理者に、送信者アドレスの書き換え (SRS) を依頼してください。"),
      ]
    case .forged, .neverSends: return [Phrase("Nothing.", "対応は不要です。")]
    case .hiddenClient:
      return [
        Phrase(
          "Let the true address of the client reach the mail server: no source NAT for port 25, or the PROXY protocol.",
          "送信元の本当のアドレスがメールサーバーに届くようにしてください。25 番ポートの送信元 NAT をやめるか、PROXY プロトコルを使います。"),
        Phrase(
          "Behind a relay or filter of your own, do not check SPF; check it there.",
          "自社の中継サーバーやフィルターの背後では SPF を検査せず、そこで検査してください。"),
      ]
    case .ownServer:
      return [
        Phrase(
          "Let your own hosts and users log in, and do not check authenticated mail and your own networks with SPF.",
          "自社のホストと利用者には認証して送信させ、認証済みのメールと自社ネットワークを SPF の検査から除外してください。")
      ]
    case .dnsTrouble:
      return [
        Phrase(
          "See whether others get an answer. If they do, look at your resolver and firewall (UDP and TCP port 53).",
          "他のネットワークから応答が得られる場合は、リゾルバーとファイアウォール (UDP と TCP の 53 番) を確認してください。"),
        Phrase(
          "Answer with a temporary error, so that the sender’s server tries again.",
          "送信側が再送するよう、一時エラーで応答してください。"),
      ]
    case .nothingToCheck:
      return [
        Phrase("Look into the log for the reason of the refusal.", "拒否の理由をログで確認してください。")
      ]
    }
  }

  /// The command for that; nil where there is none.
  var receiverCommand: String? {
    switch situation {
    case .stale, .broken, .undecided:
      "spf exempt add \(domain) \(client) --reason \"record not updated\" --days \(Self.exemptDays)"
    default: nil
    }
  }

  private static let exemptDays = 14

  private var nothingToChange: Phrase {
    Phrase("Nothing: the record is as it should be.", "対応は不要です。レコードに問題はありません。")
  }

  /// The domain whose record is to be changed.
  var editDomain: String { finding.edit?.domain.description ?? domain }

  /// The client as a term.
  var term: String { (finding.question.client.family == .ipv4 ? "ip4:" : "ip6:") + client }

  private var correct: Phrase {
    Phrase(
      "Change the TXT record of \(editDomain) to the one below. The marked part is corrected.",
      "\(editDomain) の TXT レコードを下記の内容に変更してください。強調部分が修正箇所です。")
  }

  private var remedy: Phrase? {
    switch finding.outcome.problem?.code {
    case .lookupLimit, .voidLookupLimit, .mailExchangeLimit:
      Phrase(
        "Remove terms that are no longer needed, or write networks (ip4:, ip6:) instead of names.",
        "不要になった項を削除するか、名前の代わりにネットワーク (ip4:、ip6:) を書いてください。", code: ["ip4:", "ip6:"])
    case .multipleRecords:
      Phrase("Publish one SPF record instead of several.", "SPF レコードを 1 つにまとめてください。")
    default: nil
    }
  }

  /// For how long a copy of the record may be kept, in words.
  private var duration: Phrase {
    let seconds = Int(finding.outcome.trace?.lookup?.answer.ttl ?? 3600)
    if seconds >= 7200 {
      let hours = (seconds + 3599) / 3600
      return Phrase("\(hours) hours", "\(hours) 時間")
    }
    let minutes = max(1, (seconds + 59) / 60)
    return Phrase("\(minutes) minute\(minutes == 1 ? "" : "s")", "\(minutes) 分")
  }
}
