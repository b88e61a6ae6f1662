internal import SPF

/// Problems of an evaluation in words, without a full stop.
enum ProblemWords {
  /// The words; `naming` the term, unless that stands beside them.
  static func phrase(_ problem: Problem, naming: Bool = true) -> Phrase {
    let term = naming ? problem.term.map { cut($0) } : nil
    let text = text(problem, at: term.map { " (\($0))" } ?? "")
    return Phrase(text.english, text.japanese, code: term.map { [$0] } ?? [])
  }

  private static func text(_ problem: Problem, at: String) -> Phrase {
    switch problem.code {
    case .malformedDomain: Phrase("the name is not a full domain name", "完全なドメイン名ではありません")
    case .domainDoesNotExist: Phrase("the domain does not exist", "ドメインが存在しません")
    case .noRecord: Phrase("there is no SPF record", "SPF レコードがありません")
    case .multipleRecords:
      Phrase("there is more than one SPF record", "SPF レコードが複数あります")
    case .syntax(let error):
      Phrase("expected \(error.expected)\(at)", "構文の誤りがあります\(at)")
    case .lookupLimit(let limit):
      Phrase(
        "it needs more than \(limit) queries to name servers\(at)", "DNS への問い合わせが上限の \(limit) 回を超えます\(at)")
    case .voidLookupLimit(let limit):
      Phrase(
        "more than \(limit) of the names in it do not exist\(at)", "存在しない名前への参照が上限の \(limit) 回を超えます\(at)")
    case .mailExchangeLimit(let limit):
      Phrase("a name in it has more than \(limit) MX records\(at)", "MX レコードが上限の \(limit) 件を超えます\(at)")
    case .targetWithoutRecord:
      Phrase("it refers to a domain without an SPF record\(at)", "参照先に SPF レコードがありません\(at)")
    case .malformedTarget: Phrase("it refers to what is no domain name\(at)", "参照先がドメイン名ではありません\(at)")
    case .dns(let failure):
      Phrase("DNS did not answer: \(failure)\(at)", "DNS の応答がありません: \(failure)\(at)")
    case .timeLimit: Phrase("the answers took too long\(at)", "応答に時間がかかりすぎました\(at)")
    }
  }

  private static func cut(_ text: String) -> String {
    text.count > 120 ? "\(text.prefix(120))…" : text
  }
}
