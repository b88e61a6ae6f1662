internal import DNS
internal import Reporting
internal import SPF

/// Everything known about what is checked. Rules look; they ask nobody.
struct LintSubject: Sendable {
  /// The domain; nil if only the text of a record is known.
  var domain: DomainName?
  /// Every TXT record at the name; nil if it is not known what is published there.
  var texts: [PublishedText]?
  /// The answer to the TXT question.
  var answer: DNSAnswer?
  /// The one SPF record, or the text that was given.
  var record: RecordText?
  /// The record and everything it refers to; nil if nobody was asked.
  var survey: RecordSurvey?
  /// What the record that is published now costs, if another is to take its place.
  var published: RecordSurvey?
  /// The time that all questions of ``survey`` took, one after the other.
  var surveyTime: Duration?
  /// Every answer at hand.
  var answers: [DNSQuestion: DNSAnswer] = [:]
  /// What the authoritative servers answer; nil if they were not asked.
  var servers: [ServerAnswer]?
  /// The servers named in the zone file, and those that DNS gives for it.
  var nameServers: (file: Set<DomainName>, world: Set<DomainName>)?

  /// The mail exchanges of `name`; nil if that is not known.
  func exchanges(of name: DomainName) -> [MailExchange]? {
    guard let answer = answers[DNSQuestion(name, .mx)] else { return nil }
    switch answer.status {
    case .records: if case .mailExchanges(let list) = answer.records { return list } else { return nil }
    case .noData, .noName: return []
    case .failure: return nil
    }
  }

  /// The addresses of `name`; nil if that is not known.
  func addresses(of name: DomainName, _ type: DNSRecordType) -> [IPAddress]? {
    guard let answer = answers[DNSQuestion(name, type)] else { return nil }
    switch answer.status {
    case .records: if case .addresses(let list) = answer.records { return list } else { return nil }
    case .noData, .noName: return []
    case .failure: return nil
    }
  }

  /// Whether the domain takes mail: it has a mail exchange that is not the null one; nil if that is not known.
  var takesMail: Bool? {
    domain.flatMap { exchanges(of: $0) }.map { $0.contains { $0.exchange != .root } }
  }

  /// Each term of the domain's own record that was looked up, with what was found.
  var entries: [(term: TermText, entry: RecordSurvey.Entry)] {
    guard let terms = record?.usable, let found = survey?.root.terms, found.count == terms.count else {
      return []
    }
    return Array(zip(terms, found)).map { ($0, $1) }
  }
}
