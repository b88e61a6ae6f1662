internal import SPF

/// The JSON form of a snapshot. Octets are written as the characters with the same numbers, so that nothing is lost and
/// ASCII can be read.
struct SnapshotDocument: Codable {
  static let currentFormat = "spf-snapshot-1"

  struct Answer: Codable {
    let name: String
    let type: String
    /// `records`, `no-data`, `no-name` or `failure`.
    let status: String
    let ttl: UInt32
    let failure: String?
    let addresses: [String]?
    let exchanges: [Exchange]?
    let names: [String]?
    let texts: [[String]]?
  }

  struct Exchange: Codable {
    let preference: UInt16
    let host: String
  }

  let format: String
  let domain: String
  let time: Int64
  let answers: [Answer]

  init(_ snapshot: Snapshot) {
    format = Self.currentFormat
    domain = Self.text(snapshot.domain)
    time = snapshot.time
    answers = snapshot.answers.map { Answer($0.question, $0.answer) }
  }

  static func text(_ name: DomainName) -> String {
    var out: [UInt8] = []
    name.appendPresentation(to: &out)
    return text(out)
  }

  static func text(_ octets: [UInt8]) -> String {
    var out = ""
    for octet in octets { out.unicodeScalars.append(Unicode.Scalar(octet)) }
    return out
  }

  static func octets(_ text: String) -> [UInt8]? {
    var out: [UInt8] = []
    for scalar in text.unicodeScalars {
      guard let octet = UInt8(exactly: scalar.value) else { return nil }
      out.append(octet)
    }
    return out
  }

  static func name(_ text: String) -> DomainName? {
    text == "." || text.isEmpty ? .root : octets(text).flatMap { DomainName(presentation: $0) }
  }
}

extension SnapshotDocument.Answer {
  init(_ question: DNSQuestion, _ answer: DNSAnswer) {
    name = SnapshotDocument.text(question.name)
    type = question.type.description
    ttl = answer.ttl
    var failure: String?
    switch answer.status {
    case .records: status = "records"
    case .noData: status = "no-data"
    case .noName: status = "no-name"
    case .failure(let reason):
      status = "failure"
      failure = reason.description
    }
    self.failure = failure
    var addresses: [String]?
    var exchanges: [SnapshotDocument.Exchange]?
    var names: [String]?
    var texts: [[String]]?
    switch answer.records {
    case .none: break
    case .addresses(let list): addresses = list.map(\.description)
    case .mailExchanges(let list):
      exchanges = list.map {
        SnapshotDocument.Exchange(preference: $0.preference, host: SnapshotDocument.text($0.exchange))
      }
    case .names(let list): names = list.map { SnapshotDocument.text($0) }
    case .texts(let list): texts = list.map { $0.strings.map { SnapshotDocument.text($0) } }
    }
    self.addresses = addresses
    self.exchanges = exchanges
    self.names = names
    self.texts = texts
  }

  /// The question and its answer; nil if they cannot be understood.
  var pair: (question: DNSQuestion, answer: DNSAnswer)? {
    guard let name = SnapshotDocument.name(name),
      let type = DNSRecordType.allCases.first(where: { $0.description == type }), let answer
    else { return nil }
    return (DNSQuestion(name, type), answer)
  }

  private var answer: DNSAnswer? {
    switch status {
    case "no-data": return .noData(ttl: ttl)
    case "no-name": return .noName(ttl: ttl)
    case "failure": return .failure(.unreachable(failure ?? "unknown"))
    case "records": break
    default: return nil
    }
    if let addresses {
      let list = addresses.compactMap { IPAddress($0) }
      return list.count == addresses.count ? DNSAnswer(records: .addresses(list), ttl: ttl) : nil
    }
    if let exchanges {
      let list = exchanges.compactMap { item in
        SnapshotDocument.name(item.host).map { MailExchange(preference: item.preference, exchange: $0) }
      }
      return list.count == exchanges.count ? DNSAnswer(records: .mailExchanges(list), ttl: ttl) : nil
    }
    if let names {
      let list = names.compactMap { SnapshotDocument.name($0) }
      return list.count == names.count ? DNSAnswer(records: .names(list), ttl: ttl) : nil
    }
    guard let texts else { return nil }
    var list: [TextRecord] = []
    for strings in texts {
      let octets = strings.compactMap { SnapshotDocument.octets($0) }
      guard octets.count == strings.count else { return nil }
      list.append(TextRecord(strings: octets))
    }
    return DNSAnswer(records: .texts(list), ttl: ttl)
  }
}
