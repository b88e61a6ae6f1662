internal import SPF

/// The line that rspamd writes for each message, and the like of rmilter.
enum RspamdDialect {
  static func read(_ line: Octets) -> Reading {
    guard let (result, at) = symbol("R_SPF_", line) else {
      return line.contains("R_SPF_") || line.contains("spf_")
        ? .nothing : line.contains("task_write_log") ? .nothing : .nothing
    }
    var statement = Statement(.words, .rspamd)
    statement.result = result
    statement.identity = .mailFrom
    statement.reason = braces(line.dropFirst(at))
    if let value = line.after("ip: ") { statement.client = word(value).address }
    if let value = line.after(", from: ") { statement.sender = KeyedValues.path(word(value)) }
    if let value = line.after("helo: ") ?? line.after("helo=") {
      statement.helo = word(value).field(limit: 512)
    }
    if let value = line.after("user: ") { statement.user = word(value).field(limit: 255) }
    if let value = line.after("qid: <"), let end = value.position(of: ">") {
      let id = value[0..<end]
      if !(id == "undef") { statement.queueID = id.field(limit: 32) }
    }
    if let value = line.after(", rcpts: <"), let end = value.position(of: ">") {
      var rest = value[0..<end]
      while !rest.isEmpty, statement.recipients.count < 32 {
        let stop = rest.position(of: ",") ?? rest.count
        if let recipient = rest[0..<stop].field() { statement.recipients.append(recipient) }
        rest = rest.dropFirst(stop + 1)
      }
    }
    statement.disposition = disposition(line)
    statement.otherResults = others(line)
    return .statement(statement)
  }

  private static func disposition(_ line: Octets) -> Disposition {
    if line.contains("(reject)") { return .rejected }
    if line.contains("(soft reject)") || line.contains("(greylist)") { return .deferred }
    for action in ["(no action)", "(add header)", "(rewrite subject)"] as [StaticString]
    where line.contains(action) {
      return .accepted
    }
    return .unknown
  }

  private static func others(_ line: Octets) -> [OtherResult] {
    var results: [OtherResult] = []
    for (name, method, result) in table {
      guard let at = line.firstIndex(of: name) else { continue }
      var domain = braces(line.dropFirst(at))
      if let known = domain {
        domain = String(known.prefix { $0 != ":" && $0 != " " && $0 != ";" && $0 != "," })
      }
      results.append(OtherResult(method: method, result: result, domain: domain))
    }
    return results
  }

  private static let table: [(StaticString, String, String)] = [
    ("R_DKIM_ALLOW(", "dkim", "pass"), ("R_DKIM_REJECT(", "dkim", "fail"), ("R_DKIM_NA(", "dkim", "none"),
    ("R_DKIM_TEMPFAIL(", "dkim", "temperror"), ("R_DKIM_PERMFAIL(", "dkim", "permerror"),
    ("DMARC_POLICY_ALLOW(", "dmarc", "pass"), ("DMARC_POLICY_REJECT(", "dmarc", "fail"),
    ("DMARC_POLICY_QUARANTINE(", "dmarc", "fail"), ("DMARC_POLICY_SOFTFAIL(", "dmarc", "fail"),
    ("DMARC_NA(", "dmarc", "none"), ("ARC_ALLOW(", "arc", "pass"), ("ARC_REJECT(", "arc", "fail"),
  ]

  /// The result of a symbol, and where it stands.
  static func symbol(_ prefix: StaticString, _ line: Octets) -> (SPFResult, Int)? {
    guard let at = line.firstIndex(of: prefix) else { return nil }
    let name = line.dropFirst(at + prefix.utf8CodeUnitCount)
    for (word, result) in symbols where name.hasPrefix(word) { return (result, at) }
    return nil
  }

  private static let symbols: [(StaticString, SPFResult)] = [
    ("ALLOW", .pass), ("FAIL", .fail), ("SOFTFAIL", .softfail), ("NEUTRAL", .neutral), ("NA", .none),
    ("DNSFAIL", .temperror), ("PERMFAIL", .permerror), ("PLUSALL", .pass),
  ]

  /// The options of a symbol: `R_SPF_FAIL(1.00){-all:c;}` or `[-all]`.
  private static func braces(_ symbol: Octets) -> String? {
    guard let close = symbol.prefix(80).position(of: ")"), close + 1 < symbol.count else { return nil }
    let rest = symbol.dropFirst(close + 1)
    let end: Unicode.Scalar
    switch rest.first {
    case UInt8(ascii: "{"): end = "}"
    case UInt8(ascii: "["): end = "]"
    default: return nil
    }
    guard let stop = rest.position(of: end) else { return nil }
    var inner = rest[1..<stop]
    if inner.last == UInt8(ascii: ";") { inner = inner.dropLast(1) }
    return inner.field(limit: 255)
  }

  private static func word(_ text: Octets) -> Octets {
    text[0..<(text.firstIndex(of: ", ") ?? text.position(of: " ") ?? text.count)].trimmed
  }
}
