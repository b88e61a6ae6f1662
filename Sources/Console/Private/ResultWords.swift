internal import SPF

/// Results in words.
enum ResultWords {
  /// What a result means for a receiver (RFC 7208 section 8).
  static func meaning(of result: SPFResult) -> Phrase {
    switch result {
    case .pass:
      Phrase("The client may send mail for the domain.", "この送信元は、このドメインのメールを送ることを許可されています。")
    case .fail:
      Phrase(
        "The domain says that the client may not send its mail. Receivers may refuse it.",
        "この送信元からの送信は、ドメインが明示的に禁止しています。受信側は拒否できます。")
    case .softfail:
      Phrase(
        "The domain says that the client probably may not send its mail. Receivers should look twice, and not refuse it for that alone.",
        "この送信元はおそらく許可されていない、とドメインが述べています。受信側はこれだけを理由に拒否すべきではありません。")
    case .neutral:
      Phrase(
        "The domain says nothing about the client. Receivers treat it like none.",
        "この送信元について、ドメインは何も述べていません。受信側は none と同じに扱います。")
    case .none:
      Phrase("The domain publishes no SPF record.", "このドメインは SPF レコードを公開していません。")
    case .temperror:
      Phrase(
        "DNS did not answer. Receivers may ask to be tried again later.",
        "DNS が応答しませんでした。受信側は後で再送するよう求めることができます。")
    case .permerror:
      Phrase(
        "The record is broken, so nobody can say. Its owner must correct it.",
        "レコードに誤りがあり、判断できません。ドメインの管理者が修正する必要があります。")
    }
  }
}
