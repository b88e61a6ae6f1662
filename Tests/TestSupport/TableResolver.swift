public import SPF
internal import Synchronization

/// Answers from a table; what is not in it does not exist. Counts the questions.
public final class TableResolver: ImmediateResolver {
  private let answers: [DNSQuestion: DNSAnswer]
  private let names: Set<DomainName>
  private let log = Mutex<[DNSQuestion]>([])

  /// Lines of `name TYPE data`: A and AAAA addresses, MX, NS and PTR hosts, the two names of an SOA, TXT text,
  /// or `!timeout`, `!servfail`.
  public convenience init(_ lines: String...) {
    self.init(lines: lines)
  }

  /// See ``init(_:)``.
  public init(lines: [String]) {
    var texts: [DNSQuestion: [TextRecord]] = [:]
    var addresses: [DNSQuestion: [IPAddress]] = [:]
    var exchanges: [DNSQuestion: [MailExchange]] = [:]
    var pointers: [DNSQuestion: [DomainName]] = [:]
    var answers: [DNSQuestion: DNSAnswer] = [:]
    for line in lines {
      let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
      let question = DNSQuestion(name(String(parts[0])), Self.type(parts[1]))
      let data = parts.count > 2 ? String(parts[2]) : ""
      switch data {
      case "!timeout": answers[question] = .failure(.timeout)
      case "!servfail": answers[question] = .failure(.serverFailure)
      case "!nodata": answers[question] = .noData(ttl: 60)
      default:
        switch question.type {
        case .txt: texts[question, default: []].append(TextRecord(data))
        case .a, .aaaa: addresses[question, default: []].append(address(data))
        case .mx:
          let host = data == "." ? DomainName.root : name(data)
          exchanges[question, default: []].append(MailExchange(preference: 10, exchange: host))
        case .ptr, .ns: pointers[question, default: []].append(name(data))
        case .soa: pointers[question] = data.split(separator: " ").map { name(String($0)) }
        }
      }
    }
    for (question, list) in texts { answers[question] = DNSAnswer(records: .texts(list), ttl: 300) }
    for (question, list) in addresses { answers[question] = DNSAnswer(records: .addresses(list), ttl: 200) }
    for (question, list) in exchanges {
      answers[question] = DNSAnswer(records: .mailExchanges(list), ttl: 100)
    }
    for (question, list) in pointers { answers[question] = DNSAnswer(records: .names(list), ttl: 400) }
    self.answers = answers
    names = Set(answers.keys.map(\.name))
  }

  private static func type(_ text: Substring) -> DNSRecordType {
    DNSRecordType.allCases.first { $0.description == text } ?? .txt
  }

  /// The questions asked so far.
  public var questions: [DNSQuestion] { log.withLock { $0 } }

  /// The answer of the table.
  public func answerAtHand(to question: DNSQuestion) -> DNSAnswer? {
    log.withLock { $0.append(question) }
    if let answer = answers[question] { return answer }
    return names.contains(question.name) ? .noData(ttl: 60) : .noName(ttl: 60)
  }

  /// The answer of the table.
  public func answer(to question: DNSQuestion) async -> DNSAnswer {
    answerAtHand(to: question) ?? .failure(.timeout)
  }
}

/// A name that is known to be one.
public func name(_ text: String) -> DomainName {
  guard let name = DomainName(text) else { preconditionFailure("\(text) is no domain name") }
  return name
}

/// An address that is known to be one.
public func address(_ text: String) -> IPAddress {
  guard let address = IPAddress(text) else { preconditionFailure("\(text) is no address") }
  return address
}

/// Checks MAIL FROM with the answers of `resolver`.
public func check(
  _ sender: String, from client: String, helo: String = "mail.example.org",
  _ resolver: some ImmediateResolver,
  limits: Limits = .rfc7208, isTraced: Bool = true, receiver: String? = nil, timestamp: Int64 = 0
) -> CheckOutcome {
  let request = CheckRequest(
    .mailFrom(sender, helo: helo), client: address(client), receiver: receiver, timestamp: timestamp,
    isTraced: isTraced)
  guard let outcome = Evaluator(limits: limits).checkAtHand(request, resolver: resolver) else {
    preconditionFailure("the resolver has every answer at hand")
  }
  return outcome
}
