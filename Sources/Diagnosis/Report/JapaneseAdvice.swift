internal import SPF

/// What to do, in Japanese.
enum JapaneseAdvice {
  private static let service =
    "送信元は多数のホストから送信するサービスの一台と見られます。個々のアドレスではなく、そのサービスが顧客向けに公開している include: の追加をご検討ください。"

  static func text(_ item: DiagnosedCase) -> String {
    switch item.verdict {
    case .staleRecord:
      if item.wouldPassNow == true {
        let window = item.repairedBetween.map {
          "(\(TimeText.full($0.notBefore)) 以後、\(TimeText.full($0.notAfter)) 以前)"
        }
        return "\(item.domain) のレコードは修正済みです\(window ?? "")。対応は不要です。"
      }
      return "\(item.domain) の管理者がレコードに \(terms(item)) を追加する必要があります。"
        + (item.namesHostOfService ? service : "")
    case .brokenRecord: return "\(item.domain) の管理者がレコードを修正する必要があります。"
    case .forwarded:
      return "エンベロープを書き換えずに転送されたメールです。受信者が必要とするなら転送元を検査から除外するか、転送者に SRS による書き換えを依頼してください。"
    case .forged: return "対応は不要です。SPF がなりすましを拒否しました。差出人とされた側には連絡しないでください。"
    case .dnsTrouble:
      return "同じ問い合わせを UDP と TCP で、内部と外部から試してください。TCP の 53 番ポートと EDNS がファイアウォールを通ることを確認してください。"
    case .hiddenClient:
      return "本当の送信元のアドレスが失われています。送信元 NAT をやめるか、PROXY プロトコルを使うか、受信側自身の中継であればその背後では SPF を検査しないでください。"
    case .unauthenticatedLocal:
      return
        "自組織の利用者またはホストです。投稿サービスへのログインを使わせてください。共用ホストやアドレスの変わる回線のアドレスを中継許可 (mynetworks) に加えてはいけません。"
    case .unknown: return "証拠だけでは判断できません。"
    }
  }

  /// The request to the owner of the record, for a draft.
  static func request(_ item: DiagnosedCase) -> String {
    if item.verdict == .brokenRecord {
      let place = item.outcomes.compactMap(\.problem).first.flatMap(\.term).map { "誤りのある項: \($0)\n" }
      return (place ?? "") + "レコードの修正をお願いいたします。"
    }
    return "お手数ですが、レコードに \(terms(item)) を追加していただけますでしょうか。" + (item.namesHostOfService ? service : "")
  }

  /// What would settle an undecided case.
  static func wanted(_ item: DiagnosedCase) -> String {
    let causes = Set(item.ranking.prefix(2).map(\.cause))
    switch causes {
    case [.forged, .staleRecord]:
      return "受信者に期待していたメールかどうかを尋ねるか、\(item.domain) の DKIM 署名の有無を確認してください。署名があれば、レコードに登録されていないサーバーです。"
    case [.forged, .forwarded]: return "受信者に、別のアドレスからの転送を設定しているかどうかを確認してください。"
    case [.forwarded, .staleRecord]:
      return "同じ送信元が、無関係な送信者のメールも同じ受信者に運んでいるかどうかを確認してください。そうであれば転送です。"
    default:
      if causes.contains(.hiddenClient) || causes.contains(.unauthenticatedLocal) {
        return "--own-address、--own-network、--receiver-domain で自組織のアドレスとドメインを指定してください。"
      }
      return "メールのヘッダーを読むか、受信者に尋ねてください。"
    }
  }

  /// What a setting opens.
  static func text(_ opening: Opening) -> String {
    switch opening {
    case .senderFromClient: "注意: このアドレスから同じドメインを名乗る他の送信者(共用ホストの他の利用者など)も検査されなくなります。他の検査は続きます。"
    case .recipientThroughClient: "注意: この送信元からこの受信者に届くものはすべて SPF の検査を受けなくなります。他の検査は続きます。"
    case .client: "注意: このアドレスから届くものは、どのドメインを名乗っても SPF の検査を受けなくなります。"
    case .everything: "注意: この経路で届くものはすべて SPF の検査を受けなくなります。"
    case .relay: "注意: このアドレスから送信できる者は、どこへでも中継できるようになります。NAT、プロキシ、共用ホストのアドレスには使えません。"
    case .clientNames: "注意: このアドレスから送信できる者が申告する送信元を信用することになります。プロキシまたはフィルター専用のアドレスに限ります。"
    }
  }

  private static func terms(_ item: DiagnosedCase) -> String {
    let terms = item.remedy.edit?.terms.joined(separator: " ") ?? ""
    return terms.isEmpty ? "このサーバー" : terms
  }
}
