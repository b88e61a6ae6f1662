internal import SPF

/// Writes the response to a query (RFC 1035 section 4).
struct ResponseEncoder {
  /// The question of a query.
  struct Query {
    let head: ArraySlice<UInt8>
    let name: DomainName
    let type: UInt16
    let end: Int
    let payloadSize: Int
  }

  /// The question of `message`; nil for what is no query with one question.
  static func query(_ message: [UInt8]) -> Query? {
    guard message.count >= 17, message[2] & 0x80 == 0, message[4] == 0, message[5] == 1 else { return nil }
    var labels: [[UInt8]] = []
    var index = 12
    while index < message.count, message[index] != 0 {
      let end = index + 1 + Int(message[index])
      guard message[index] < 64, end < message.count else { return nil }
      labels.append(Array(message[(index + 1)..<end]))
      index = end
    }
    guard index + 5 <= message.count, let name = labels.isEmpty ? .root : DomainName(labels: labels) else {
      return nil
    }
    var size = 512
    // An OPT record behind the question (RFC 6891 section 6.1.2): root, type 41, payload size.
    let option = index + 5
    if option + 5 <= message.count, message[option] == 0, message[option + 1] == 0, message[option + 2] == 41
    {
      size = max(512, Int(message[option + 3]) << 8 | Int(message[option + 4]))
    }
    return Query(
      head: message[..<(index + 5)], name: name,
      type: UInt16(message[index + 1]) << 8 | UInt16(message[index + 2]),
      end: index + 5, payloadSize: size)
  }

  /// A response without records.
  static func empty(_ query: Query, code: UInt8, isTruncated: Bool = false) -> [UInt8] {
    var out = header(
      query, code: code, isTruncated: isTruncated, isAuthentic: false, answers: 0, authorities: 0)
    out += query.head.dropFirst(12)
    return out
  }

  /// A response that promises a record and ends within it.
  static func broken(_ query: Query) -> [UInt8] {
    var out = header(query, code: 0, isTruncated: false, isAuthentic: false, answers: 1, authorities: 0)
    out += query.head.dropFirst(12)
    append(query.type, ttl: 300, data: [192, 0], to: &out)
    return out.dropLast()
  }

  /// A response with `answer`; truncated if it has more than `limit` octets.
  static func response(_ query: Query, _ answer: DNSAnswer, isAuthentic: Bool, limit: Int) -> [UInt8] {
    let code: UInt8
    switch answer.status {
    case .records, .noData: code = 0
    case .noName: code = 3
    case .failure(.refused): code = 5
    case .failure: code = 2
    }
    let records = query.type == DNSRecordType.soa.rawValue ? startOfAuthority(answer) : data(answer.records)
    let isNegative = answer.status == .noData || answer.status == .noName
    var out = header(
      query, code: code, isTruncated: false, isAuthentic: isAuthentic,
      answers: UInt16(truncatingIfNeeded: records.count), authorities: isNegative ? 1 : 0)
    out += query.head.dropFirst(12)
    for record in records { append(query.type, ttl: answer.ttl, data: record, to: &out) }
    if isNegative {
      // Names and numbers of no account, and MINIMUM.
      append(6, ttl: answer.ttl, data: Array(repeating: 0, count: 18) + octets(answer.ttl), to: &out)
    }
    return out.count <= limit ? out : empty(query, code: 0, isTruncated: true)
  }

  private static func header(
    _ query: Query, code: UInt8, isTruncated: Bool, isAuthentic: Bool, answers: UInt16, authorities: UInt16
  ) -> [UInt8] {
    let flags = UInt8(0x84) | (query.head[2] & 1) | (isTruncated ? 2 : 0)
    return [
      query.head[0], query.head[1], flags, 0x80 | (isAuthentic ? 0x20 : 0) | code, 0, 1, UInt8(answers >> 8),
      UInt8(truncatingIfNeeded: answers), 0, UInt8(truncatingIfNeeded: authorities), 0, 0,
    ]
  }

  private static func append(_ type: UInt16, ttl: UInt32, data: [UInt8], to out: inout [UInt8]) {
    // The owner is the name of the question, at octet 12.
    out += [0xc0, 12, UInt8(type >> 8), UInt8(truncatingIfNeeded: type), 0, 1]
    out += octets(ttl)
    out += [UInt8(truncatingIfNeeded: data.count >> 8), UInt8(truncatingIfNeeded: data.count)]
    out += data
  }

  private static func octets(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
  }

  /// The two names, the serial number, and numbers of no account but MINIMUM.
  private static func startOfAuthority(_ answer: DNSAnswer) -> [[UInt8]] {
    guard case .names(let list) = answer.records else { return [] }
    let names: [UInt8] = list.flatMap { $0.wire + [0] }
    let serial = octets(answer.details.serial ?? 0)
    return [names + serial + Array(repeating: 0, count: 12) + octets(answer.ttl)]
  }

  private static func data(_ records: DNSAnswer.Records) -> [[UInt8]] {
    switch records {
    case .none: []
    case .addresses(let list): list.map(\.octets)
    case .names(let list): list.map { $0.wire + [0] }
    case .mailExchanges(let list):
      list.map {
        [UInt8($0.preference >> 8), UInt8(truncatingIfNeeded: $0.preference)] + $0.exchange.wire + [0]
      }
    case .texts(let list):
      list.map { text in
        text.strings.flatMap { string in
          string.isEmpty
            ? [0]
            : stride(from: 0, to: string.count, by: 255).flatMap { start -> [UInt8] in
              let part = string[start..<min(start + 255, string.count)]
              return [UInt8(part.count)] + part
            }
        }
      }
    }
  }
}
