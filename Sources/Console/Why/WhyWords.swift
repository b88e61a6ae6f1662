internal import SPF

/// The words of a Why page: sentences about one finding, for people who need not know what SPF is.
struct WhyWords {
  let finding: WhyFinding

  var situation: WhySituation { finding.situation }

  /// The record of a domain that sends no mail.
  static let noServer = "v=spf1 -all"

  /// The domain that was checked, or what was given instead of one.
  var domain: String {
    let identity = finding.outcome.identity
    return identity.domain?.description ?? Printable.text(identity.domainText)
  }

  var client: String { finding.question.client.description }

  var isHelo: Bool { finding.question.scope == .helo }

  /// The receiver's domain; nil if the link does not tell.
  var receiver: String? {
    let text = finding.question.receiver
    guard !text.isEmpty else { return nil }
    return Printable.text(String(text.split(separator: "@", omittingEmptySubsequences: false).last ?? ""))
  }

  /// What the banner says above its sentence.
  var kicker: Phrase {
    switch situation {
    case .passes: Phrase("It passes now", "現在は合格します")
    case .stale: Phrase("Refused: the sender’s list of servers is out of date", "拒否の理由: 送信側の登録漏れ")
    case .forwarded: Phrase("Refused: mail that was passed on", "拒否の理由: 転送されたメール")
    case .forged: Phrase("Refused: most likely a forgery", "拒否の理由: なりすましの疑い")
    case .neverSends: Phrase("Refused: this domain sends no mail", "拒否の理由: メールを送信しないドメイン")
    case .hiddenClient, .ownServer: Phrase("Refused: a matter of the recipient’s side", "拒否の理由: 受信側の構成")
    case .broken: Phrase("Refused: the sender’s record has a mistake", "拒否の理由: 送信側レコードの誤り")
    case .dnsTrouble: Phrase("Not decided: no answer from DNS", "判定できません: DNS の応答なし")
    case .nothingToCheck: Phrase("Nothing is refused for this now", "現在、この理由では拒否されません")
    case .undecided: Phrase("Refused: a server that the sender does not list", "拒否の理由: 許可されていないサーバー")
    }
  }

  /// What happened, in one sentence.
  var headline: Phrase {
    switch situation {
    case .passes:
      Phrase("This mail would pass the check now. Send it again.", "今なら検査に合格します。もう一度送信してください。")
    case .stale:
      Phrase(
        "\(domain) has not listed the server that sent this mail.",
        "\(domain) の SPF レコードに、このメールを送信したサーバーが登録されていません。")
    case .forwarded:
      Phrase(
        "The mail came by way of a server that passes on other people’s mail.",
        "メールは、転送を行う別のサーバーを経由して届きました。")
    case .forged:
      Phrase(
        "Most likely somebody else used the name \(domain).",
        "第三者が \(domain) の名前を使った可能性が高いと考えられます。")
    case .neverSends:
      Phrase(
        "\(domain) says that no server may send mail in its name.",
        "\(domain) は、どのサーバーからもメールを送信しないと宣言しています。")
    case .hiddenClient:
      Phrase(
        "The check saw a machine of the recipient’s network instead of the sender’s server.",
        "検査されたのは送信元のサーバーではなく、受信側ネットワーク内の機器でした。")
    case .ownServer:
      Phrase(
        "A server of the recipient’s own was checked like a stranger.",
        "受信側自身のサーバーが、外部のサーバーとして検査されました。")
    case .broken:
      Phrase("The SPF record of \(recordDomain) has a mistake.", "\(recordDomain) の SPF レコードに誤りがあります。")
    case .dnsTrouble:
      Phrase(
        "The name servers of \(recordDomain) do not answer at the moment.",
        "\(recordDomain) のネームサーバーが現在応答していません。")
    case .nothingToCheck: nothing
    case .undecided:
      Phrase(
        "\(domain) does not list \(client) as one of its servers.", "\(domain) は \(client) からの送信を許可していません。")
    }
  }

  /// The domain whose record made trouble.
  var recordDomain: String { finding.outcome.problem?.domain?.description ?? domain }

  private var nothing: Phrase {
    switch finding.outcome.problem?.code {
    case .domainDoesNotExist: Phrase("There is no domain \(domain).", "\(domain) というドメインは存在しません。")
    case .malformedDomain:
      Phrase("“\(domain)” is not a full domain name.", "「\(domain)」は完全なドメイン名ではありません。")
    default: Phrase("\(domain) publishes no SPF record now.", "\(domain) は現在 SPF レコードを公開していません。")
    }
  }

  /// The same a little more at length.
  var lead: Phrase {
    switch situation {
    case .passes:
      Phrase(
        "\(client) is now on the list of servers that may send mail for \(domain). Either the list was corrected after the mail came back, or an old copy of it was still around.",
        "現在 \(client) は \(domain) の送信サーバーとして登録されています。メールが戻った後に登録が修正されたか、古い情報が残っていたと考えられます。")
    case .stale:
      Phrase(
        "A domain publishes a list of servers that may send its mail: its SPF record. \(client) seems to be a server of \(domain)’s own, or of a service that it uses, but it is not on the list. Mail servers that follow the list refuse such mail.",
        "ドメインは、メールを送信してよいサーバーの一覧 (SPF レコード) を公開しています。\(client) は \(domain) 自身、またはその利用サービスのサーバーと見られますが、一覧にありません。そのため受信側で拒否されました。"
      )
    case .forwarded:
      Phrase(
        "\(client) handed on the mail unchanged, in the name of \(domain). That domain cannot know who forwards its mail, and does not list the server; so the check failed although nobody did anything wrong.",
        "\(client) が \(domain) の名前のままメールを転送しました。\(domain) は誰が転送するかを知り得ないため、このサーバーを登録していません。誰の誤りでもありませんが、検査は不合格になりました。"
      )
    case .forged:
      Phrase(
        "The mail was sent from \(client), which has nothing to do with \(domain) as far as DNS tells. To refuse such mail is what the domain asks for with its SPF record.",
        "メールは \(client) から送信されました。DNS を見る限り \(domain) とは無関係です。このようなメールの拒否は、\(domain) 自身が SPF レコードで求めていることです。")
    case .neverSends:
      Phrase(
        "Its SPF record is \(Self.noServer): whoever uses the name in mail is to be refused.",
        "SPF レコードは \(Self.noServer) です。この名前を使ったメールはすべて拒否されます。", code: [Self.noServer])
    case .hiddenClient:
      Phrase(
        "\(client) is \(kind.english). No sender on the internet has such an address or uses it in another’s name: somewhere between the internet and the recipient’s mail server, the true address was lost.",
        "\(client) は\(kind.japanese)です。送信元の本当のアドレスが、インターネットと受信側メールサーバーの間で失われています。")
    case .ownServer:
      Phrase(
        "\(client) seems to belong to the recipient’s own organisation. Its mail should not be checked with SPF at all.",
        "\(client) は受信側自身の組織に属すると見られます。本来 SPF で検査すべきではありません。")
    case .broken:
      Phrase(
        "The record says which servers may send the domain’s mail. Mail servers cannot make use of it as it is: \(problem.english).",
        "このレコードは送信を許可するサーバーを示すものですが、次の理由で評価できません: \(problem.japanese)。", code: problem.code)
    case .dnsTrouble:
      Phrase(
        "Without an answer nobody can tell whether \(client) may send mail for \(domain). Mail servers try again for some days; this page can be tried again in a minute.",
        "応答がない限り、\(client) が \(domain) のメールを送信してよいか判定できません。メールサーバーは通常数日間再送を試みます。このページも 1 分後にやり直せます。")
    case .nothingToCheck:
      Phrase(
        "So SPF does not speak against the mail. If it was refused, then for another reason, or the record was withdrawn since.",
        "したがって SPF による拒否の理由はありません。別の理由で拒否されたか、その後レコードが削除されたと考えられます。")
    case .undecided:
      Phrase(
        "A domain publishes a list of servers that may send its mail: its SPF record. \(client) is not on it. DNS alone does not tell whether it is a forgotten server of the sender, somebody who forwards mail, or a forger.",
        "ドメインは、メールを送信してよいサーバーの一覧 (SPF レコード) を公開しています。\(client) はそこにありません。登録漏れのサーバーか、転送か、なりすましかは、DNS だけでは判断できません。"
      )
    }
  }

  /// What kind of address a hidden client has.
  private var kind: Phrase {
    switch AddressKind(finding.question.client) {
    case .global: Phrase("a relay or filter of the recipient’s", "受信側の中継サーバーまたはフィルター")
    case .privateUse: Phrase("a private address", "プライベートアドレス")
    case .carrierShared: Phrase("an address inside a provider’s network", "通信事業者の網内アドレス")
    case .loopback: Phrase("an address by which a machine calls itself", "機器が自分自身を指すアドレス")
    }
  }

  /// What is wrong with the record, without a full stop.
  var problem: Phrase {
    guard let problem = finding.outcome.problem else { return Phrase("an error", "エラー") }
    return ProblemWords.phrase(problem)
  }
}
