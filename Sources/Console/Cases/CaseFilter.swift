internal import Diagnosis
internal import History
internal import Reporting
internal import SPF

/// Which cases are wanted.
struct CaseFilter: Sendable, Hashable {
  var verdict: Verdict?
  var domain: String?
  var network: IPNetwork?
  var result: SPFResult?
  /// Hours since 1970; nil for no limit.
  var since: Int?
  var until: Int?
  var after: SenderCursor?
  var limit = 50

  /// The names of the parameters, in the order in which links have them.
  static let names = ["verdict", "domain", "network", "result", "since", "until", "after", "limit"]
  static let mostLimit = 200

  init() {}

  /// Reads the parameters of a query. Empty ones, as a form sends them, are none.
  init(_ query: QueryText) throws(ParameterProblem) {
    func read<T>(
      _ name: String, _ expected: Phrase, _ body: (String) -> T?
    ) throws(ParameterProblem) -> T? {
      guard let text = query.last(name)?.trimmed(while: { $0 == " " }), !text.isEmpty else { return nil }
      guard text.utf8.count <= 1024, let value = body(String(text)) else {
        throw ParameterProblem(name: name, expected: expected)
      }
      return value
    }
    verdict = try read(
      "verdict", Phrase("a verdict, such as stale-record", "判定(stale-record など)")
    ) { Verdict(rawValue: $0) }
    domain = try read("domain", Phrase("a domain name, such as example.com", "ドメイン名(example.com など)")) {
      HistoryText.domain($0.utf8)
    }
    network = try read(
      "network", Phrase("an address or a network, such as 203.0.113.25", "アドレスまたはネットワーク(203.0.113.25 など)")
    ) { IPNetwork($0) }
    result = try read("result", Phrase("a result, such as fail", "結果(fail など)")) { SPFResult(rawValue: $0) }
    let time = Phrase("a day or a time, such as 2026-01-29", "日付または日時(2026-01-29 など)")
    since = try read("since", time) { HistoryTime.hour($0) }
    until = try read("until", time) { HistoryTime.hour($0) }
    after = try read("after", Phrase("a cursor that a page before has given", "前のページが示したカーソル")) {
      SenderCursor($0)
    }
    limit =
      try read("limit", Phrase("1 to \(Self.mostLimit)", "1 から \(Self.mostLimit) まで")) { text in
        Int(text).flatMap { (1...Self.mostLimit).contains($0) ? $0 : nil }
      } ?? 50
  }

  /// The query of the same filter, without the place in the list.
  var query: String {
    let values: [(String, String?)] = [
      ("verdict", verdict?.rawValue), ("domain", domain), ("network", network.map { "\($0)" }),
      ("result", result?.rawValue), ("since", since.map { Self.text($0) }),
      ("until", until.map { Self.text($0) }),
      ("limit", limit == 50 ? nil : "\(limit)"),
    ]
    return values.compactMap { name, value in value.map { "\(name)=\(QueryText.encoded($0))" } }.joined(
      separator: "&")
  }

  /// The query of this page of the list.
  var queryOfPage: String {
    guard let after else { return query }
    return (query.isEmpty ? "" : query + "&") + "after=\(after)"
  }

  /// An hour as a form has it.
  static func text(_ hour: Int) -> String {
    let time = CivilTime(Int64(hour) * 3600)
    return hour % 24 == 0 ? time.day : String(time.text.dropLast(3)).replacing(" ", with: "T")
  }

  /// The hours that are wanted.
  var hours: Range<Int> {
    let start = max(0, since ?? 0)
    return start..<max(start, until ?? Int(Int32.max))
  }
}
