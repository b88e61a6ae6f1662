/// Verdicts in words.
enum VerdictText {
  /// What a verdict means, in English.
  static func english(_ verdict: Verdict) -> String {
    switch verdict {
    case .staleRecord: "a server of the sender's own that its record does not cover"
    case .forwarded: "legitimate mail that somebody passed on"
    case .forged: "somebody else used the name"
    case .brokenRecord: "the record cannot be evaluated"
    case .dnsTrouble: "DNS did not answer"
    case .hiddenClient: "the receiver's own network hid the real client"
    case .unauthenticatedLocal: "the receiver's own users or hosts were checked like strangers"
    case .unknown: "the evidence does not decide"
    }
  }

  /// What a verdict means, in Japanese.
  static func japanese(_ verdict: Verdict) -> String {
    switch verdict {
    case .staleRecord: "送信者自身のサーバーが SPF レコードに登録されていません(更新漏れ)"
    case .forwarded: "正当なメールが第三者によって転送されました"
    case .forged: "他人が差出人を騙りました(なりすまし)"
    case .brokenRecord: "SPF レコードに誤りがあり評価できません"
    case .dnsTrouble: "DNS が応答しませんでした"
    case .hiddenClient: "受信側のネットワークが本当の送信元を隠しています"
    case .unauthenticatedLocal: "受信側自身の利用者やホストが外部扱いで検査されました"
    case .unknown: "証拠だけでは判断できません"
    }
  }
}
