internal import SPF

/// What a term asks, in words for somebody who does not know SPF yet.
enum TermLesson {
  /// What the term of a record does.
  static func text(_ term: Term) -> Phrase {
    if let modifier = term.modifier { return text(modifier) }
    guard let directive = term.directive else { return Phrase("", "") }
    let result = directive.qualifier.result.rawValue
    let result2 =
      directive.qualifier == .pass
      ? Phrase("Such a client passes.", "該当すれば pass です。")
      : Phrase("Such a client gets \(result).", "該当すれば \(result) です。")
    let question: Phrase
    switch directive.mechanism {
    case .all:
      return Phrase(
        "all matches every client: what no term before it has decided gets \(result).",
        "all はすべての送信元に該当します。ここまでの項で決まらなければ \(result) です。")
    case .ip4, .ip6:
      question = Phrase(
        "Is the client in this network? No DNS is needed for that.", "送信元はこのネットワークに含まれますか(DNS への問い合わせは不要)。")
    case .a:
      question = Phrase("Is the client one of the addresses of the name?", "送信元は、この名前のアドレスのひとつですか。")
    case .mx:
      question = Phrase(
        "Is the client one of the servers that take mail for the name (MX)?", "送信元は、この名前の受信サーバー (MX) のひとつですか。"
      )
    case .include:
      question = Phrase(
        "Would the client pass by the record of that name? Only a pass there counts here.",
        "その名前のレコードでは pass になりますか。pass のときだけ、ここで該当します。")
    case .ptr:
      question = Phrase(
        "Does the client have a confirmed reverse name under that name? Slow and unreliable: better not used.",
        "送信元の確認済みの逆引き名は、この名前の下にありますか。遅く不確実なため、使わないことが推奨されています。")
    case .exists:
      question = Phrase(
        "Does the name, which is made of the message, exist in DNS?", "メールの情報から組み立てた名前が DNS に存在しますか。")
    }
    return Phrase("\(question.english) \(result2.english)", "\(question.japanese)\(result2.japanese)")
  }

  private static func text(_ modifier: Modifier) -> Phrase {
    switch modifier {
    case .redirect:
      Phrase(
        "If nothing has matched, the record of that name decides instead.",
        "どの項にも該当しなければ、その名前のレコードが代わりに結果を決めます。")
    case .explanation:
      Phrase(
        "Where a text stands that is shown to a sender who was refused.", "拒否された送信者に示す説明文の場所です。")
    default:
      Phrase("A modifier that has no bearing on the result.", "結果に影響しない修飾子です。")
    }
  }

  /// What became of it.
  static func outcome(_ trace: TermTrace) -> Phrase {
    switch trace.verdict {
    case .match: Phrase("matches: \(trace.reason)", "該当しました")
    case .noMatch: Phrase("no match: \(trace.reason)", "該当しません")
    case .error: Phrase("error: \(trace.reason)", "評価できません: \(trace.reason)")
    case .notReached: Phrase("not reached: a term before it has decided", "先に結果が決まったため、評価されていません")
    case .ignored: Phrase(trace.reason, "結果に影響しません")
    }
  }
}
