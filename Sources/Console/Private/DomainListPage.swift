internal import History

/// The domains that were seen last, and a form for any: the model of the template `domains`.
struct DomainListPage: Sendable {
  /// A domain.
  struct Item: Sendable {
    let name: String
    let link: String
  }

  let frame: PageFrame
  let words: [String: String]
  let value: String
  let domains: [Item]

  private static let most = 50

  init(_ senders: [SenderSummary], frame: PageFrame, language: Language) {
    self.frame = frame
    words = DomainTemplate.words[language]
    value = ""
    var seen: Set<String> = []
    domains = senders.map(\.domain).filter { seen.insert($0).inserted }.prefix(Self.most).map {
      Item(name: $0, link: "/domains/\(QueryText.encoded($0))")
    }
  }
}
