/// What to do, in Japanese.
enum JapaneseAdvice {
  static func text(_ item: DiagnosedCase) -> String {
    switch item.verdict {
    case .staleRecord:
      if item.wouldPassNow == true {
        let window = item.repairedBetween.map {
          "(\(TimeText.full($0.notBefore)) 以後、\(TimeText.full($0.notAfter)) 以前)"
        }
        return "\(item.domain) のレコードは修正済みです\(window ?? "")。対応は不要です。"
      }
      let terms = item.remedy.edit?.terms.joined(separator: " ") ?? ""
      return "\(item.domain) の管理者がレコードに \(terms) を追加する必要があります。"
    case .brokenRecord: return "\(item.domain) の管理者がレコードを修正する必要があります。"
    case .forwarded:
      return "エンベロープを書き換えずに転送されたメールです。受信者が必要とするなら転送元を検査から除外するか、転送者に SRS による書き換えを依頼してください。"
    case .forged: return "対応は不要です。SPF がなりすましを拒否しました。差出人とされた側には連絡しないでください。"
    case .dnsTrouble:
      return "同じ問い合わせを UDP と TCP で、内部と外部から試してください。TCP の 53 番ポートと EDNS がファイアウォールを通ることを確認してください。"
    case .hiddenClient:
      return "本当の送信元のアドレスが失われています。送信元 NAT をやめるか、PROXY プロトコルを使うか、この送信元を検査から除外してください。"
    case .unauthenticatedLocal:
      return "自組織の利用者またはホストです。認証済みの利用者と自組織のホストは検査の前に許可してください。"
    case .unknown: return "証拠だけでは判断できません。"
    }
  }
}
